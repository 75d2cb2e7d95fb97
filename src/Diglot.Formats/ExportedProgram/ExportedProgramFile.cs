namespace Diglot.Formats.ExportedProgram;

/// <summary>A program of <c>torch.export</c>, as it is in the file. Weights stay there until they are asked for.</summary>
/// <param name="Inputs">What it takes, weights included, in order.</param>
/// <param name="Nodes">Operations in the order in which they run.</param>
/// <param name="Outputs">Names of what it gives; null where that is no tensor.</param>
/// <param name="Tensors">Types and shapes of the tensors by name.</param>
/// <param name="Weights">The network's state by key: parameters and persistent buffers.</param>
/// <param name="Constants">Further tensors by key: buffers that are no part of the state, constants.</param>
public sealed record ExportedProgramFile(
    IReadOnlyList<ExportedInput> Inputs,
    IReadOnlyList<ExportedNode> Nodes,
    IReadOnlyList<string?> Outputs,
    IReadOnlyDictionary<string, ExportedTensor> Tensors,
    IReadOnlyDictionary<string, TensorData> Weights,
    IReadOnlyDictionary<string, TensorData> Constants)
{
    /// <summary>The version of PyTorch that wrote the file, where it says so.</summary>
    public string? TorchVersion { get; init; }

    /// <summary>Version of the program's text: <c>8.20</c>.</summary>
    public string? SchemaVersion { get; init; }

    /// <summary>The modules that operations lie in, by path, with their classes; <c>""</c> is the network itself.</summary>
    public IReadOnlyDictionary<string, string> Modules
    {
        get
        {
            var modules = new OrderedDictionary<string, string>();
            // Operations of one module share the list of modules around them.
            foreach (var module in Nodes.Select(static node => node.Modules).Distinct().SelectMany(static stack => stack))
            {
                modules.TryAdd(module.Path, module.ClassName);
            }

            return modules;
        }
    }
}
