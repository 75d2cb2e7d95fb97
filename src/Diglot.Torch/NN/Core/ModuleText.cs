namespace Diglot.Torch.NN.Core;

/// <summary>Modules as Python's <c>print(net)</c> writes them.</summary>
internal static class ModuleText
{
    public static string Of(Module module, IEnumerable<(string Name, string Text)>? children = null)
    {
        var extra = module.extra_repr();
        var extraLines = extra.Length == 0 ? [] : extra.Split('\n');
        var childLines = (children ?? module.Children.Select(child => (child.Name, child.Module.ToString())))
            .Select(child => $"({child.Item1}): {Indented(child.Item2)}").ToArray();
        return Assemble(module._get_name(), extraLines, childLines);
    }

    /// <summary>A list of modules: neighbours that print alike are counted, <c>(0-1): 2 x Linear(…)</c>.</summary>
    public static string OfList(Module module, IReadOnlyList<Module> items)
    {
        var runs = new List<(int First, int Last, string Text)>();
        for (var i = 0; i < items.Count; i++)
        {
            var text = items[i].ToString();
            if (runs.Count > 0 && runs[^1].Text == text)
            {
                runs[^1] = (runs[^1].First, i, text);
            }
            else
            {
                runs.Add((i, i, text));
            }
        }

        return Assemble(module._get_name(), [], [.. runs.Select(run => run.First == run.Last
            ? $"({run.First}): {Indented(run.Text)}"
            : $"({run.First}-{run.Last}): {run.Last - run.First + 1} x {Indented(run.Text)}")]);
    }

    private static string Assemble(string name, string[] extraLines, string[] childLines)
    {
        if (extraLines.Length == 0 && childLines.Length == 0)
        {
            return name + "()";
        }

        return extraLines.Length == 1 && childLines.Length == 0
            ? $"{name}({extraLines[0]})"
            : $"{name}(\n  {string.Join("\n  ", extraLines.Concat(childLines))}\n)";
    }

    private static string Indented(string text) => text.Replace("\n", "\n  ");
}
