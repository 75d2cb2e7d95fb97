namespace Diglot.Formats.Pickle;

/// <summary>Measures how deep the containers of a value nest, without recursion.</summary>
internal static class PickleDepth
{
    private const int Open = -1;

    /// <summary>Refuses a value that nests deeper than <see cref="PickleLimits.MaximumDepth"/>.</summary>
    public static void Check(object? root)
    {
        // The height of each container, or Open while its children are being measured: a cycle meets itself open.
        var heights = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<object>();
        if (IsContainer(root))
        {
            stack.Push(root!);
        }

        while (stack.TryPeek(out var node))
        {
            var isKnown = heights.TryGetValue(node, out var height);
            if (isKnown && height != Open)
            {
                stack.Pop();
                continue;
            }

            if (isKnown)
            {
                stack.Pop();
                heights[node] = Measure(node, heights);
                continue;
            }

            heights[node] = Open;
            foreach (var child in Children(node))
            {
                if (IsContainer(child) && !heights.ContainsKey(child!))
                {
                    stack.Push(child!);
                }
            }
        }
    }

    /// <summary>The values directly inside a container.</summary>
    public static IEnumerable<object?> Children(object node) => node switch
    {
        List<object?> list => list,
        PickleTuple tuple => tuple,
        PickleSet set => set.Items,
        PickleDict dict => dict.Keys.Concat(dict.Select(static pair => pair.Value)).Append(dict.Attributes),
        ForeignObject foreign => [foreign.Arguments, foreign.Keywords, foreign.State, foreign.ListItems, foreign.DictItems],
        _ => [],
    };

    private static bool IsContainer(object? value) => value is List<object?> or PickleTuple or PickleSet or PickleDict or ForeignObject;

    private static int Measure(object node, Dictionary<object, int> heights)
    {
        var height = 1;
        foreach (var child in Children(node))
        {
            if (IsContainer(child) && heights.TryGetValue(child!, out var inner))
            {
                height = Math.Max(height, inner + 1);
            }
        }

        return height <= PickleLimits.MaximumDepth
            ? height
            : throw new FileFormatException(FileFault.Limit, "Containers nest no deeper than a real file's", "pickle", $"at most {PickleLimits.MaximumDepth} levels", "more");
    }
}
