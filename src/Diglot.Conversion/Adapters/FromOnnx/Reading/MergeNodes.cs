namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Sums, products and concatenations, of values and with fixed numbers.</summary>
internal static class MergeNodes
{
    public static void Add(NodeContext node) => Combined(node, MergeOperation.Add, static number => new(1, number), static number => new(1, number));

    public static void Subtract(NodeContext node) => Combined(node, MergeOperation.Subtract, static number => new(1, -number), static number => new(-1, number));

    public static void Multiply(NodeContext node)
    {
        if (!Patterns.Gelu(node))
        {
            Combined(node, MergeOperation.Multiply, static number => new(number, 0), static number => new(number, 0));
        }
    }

    public static void Divide(NodeContext node)
    {
        if (!Patterns.Gelu(node))
        {
            Combined(node, MergeOperation.Divide, static number => new(1 / number, 0), null);
        }
    }

    public static void Merged(NodeContext node, MergeOperation operation)
    {
        if (node.Node.Inputs.Count == 1)
        {
            node.Graph.Set(node.Output, new OnnxKnown.Computed(node.X));
            return;
        }

        for (var i = 0; i < node.Node.Inputs.Count; i++)
        {
            node.Require(node.IsComputed(i), "a fixed array", "Combine values that follow from the input.");
        }

        node.Add(NameOf(operation), new Merge(operation), [.. node.Node.Inputs.Select((_, i) => node.Value(i))]);
    }

    public static void Concat(NodeContext node)
    {
        Value[] inputs = [.. node.Node.Inputs.Select((_, i) => node.Value(i))];
        var axis = node.Axis(node.Node.Integer("axis", 1), inputs[0].Shape.Rank);
        node.Require(axis > 0, "the batch axis", "Concatenate along another axis.");
        if (inputs.Length == 1)
        {
            node.Graph.Set(node.Output, new OnnxKnown.Computed(inputs[0]));
            return;
        }

        node.Add("cat", new Concatenate(axis), inputs);
    }

    private static string NameOf(MergeOperation operation) => operation switch { MergeOperation.Subtract => "sub", MergeOperation.Multiply => "mul", MergeOperation.Divide => "div", _ => operation.ToString().ToLowerInvariant() };

    // A single number makes a rescaling: of x ○ number, or of number ○ x.
    private static void Combined(NodeContext node, MergeOperation operation, Func<double, Rescaling> right, Func<double, Rescaling>? left)
    {
        var name = NameOf(operation);
        if (node.IsComputed(0) && node.IsComputed(1))
        {
            Merged(node, operation);
        }
        else if (node.IsComputed(0) && node.Number(1) is { } number)
        {
            node.Add(name, right(number), node.X);
        }
        else if (node.IsComputed(1) && node.Number(0) is { } first && left is not null)
        {
            node.Add(name, left(first), node.Value(1));
        }
        else
        {
            throw node.Refuse("it takes an array of numbers that belongs to no layer", "Make such arrays part of a layer that both frameworks have.", $"{name} with a constant tensor");
        }
    }
}
