namespace Diglot.Formats.ExportedProgram;

/// <summary>An exported program as a <see cref="ModelFile"/>.</summary>
internal static class ExportedModelFile
{
    private const int MaximumFacts = 12;

    public static ModelFile Make(string path, ExportedProgramFile file)
    {
        var facts = new OrderedDictionary<string, string>();
        if (file.TorchVersion is { } version)
        {
            facts.Add("torch_version", version);
        }

        var inputs = file.Inputs.Where(static input => input.Kind == ExportedInputKind.User).Select(input => $"{input.Name} {Describe(file, input.Name)}");
        facts.Add("inputs", List(inputs));
        facts.Add("outputs", List(file.Outputs.Select(name => name is null ? "None" : $"{name} {Describe(file, name)}")));
        facts.Add("operations", List(file.Nodes.CountBy(static node => node.Operator).OrderByDescending(static entry => entry.Value).Select(static entry => entry.Value == 1 ? entry.Key : $"{entry.Value} {entry.Key}")));
        return new()
        {
            Path = path,
            Format = ExportedProgramFormat.Instance.Name,
            Description = "PyTorch exported program (zip archive)",
            Weights = file.Weights,
            Modules = file.Modules,
            Facts = facts,
        };
    }

    private static string Describe(ExportedProgramFile file, string name) => file.Tensors.TryGetValue(name, out var tensor) ? tensor.ToString() : "";

    private static string List(IEnumerable<string> entries)
    {
        var all = entries.ToArray();
        return string.Join(", ", all.Take(MaximumFacts)) + (all.Length > MaximumFacts ? $" and {all.Length - MaximumFacts} more" : "");
    }
}
