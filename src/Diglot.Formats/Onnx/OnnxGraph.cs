namespace Diglot.Formats.Onnx;

/// <summary>Nodes between inputs and outputs, and the arrays they take (<c>GraphProto</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">What it takes; old files list the initializers here too.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Nodes">Its operations, each after those it needs.</param>
/// <param name="Initializers">Its arrays by name, in the file's order.</param>
/// <param name="Values">Types and shapes of results between, where the exporter noted them.</param>
public sealed record OnnxGraph(
    string Name,
    IReadOnlyList<OnnxValueInfo> Inputs,
    IReadOnlyList<OnnxValueInfo> Outputs,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyDictionary<string, OnnxTensor> Initializers,
    IReadOnlyList<OnnxValueInfo> Values)
{
    /// <summary>The inputs that a user gives: those that no initializer stands for.</summary>
    public IEnumerable<OnnxValueInfo> Arguments => Inputs.Where(input => !Initializers.ContainsKey(input.Name));
}
