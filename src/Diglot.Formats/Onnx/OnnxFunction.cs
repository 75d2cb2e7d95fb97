namespace Diglot.Formats.Onnx;

/// <summary>An operation that a file defines by others (<c>FunctionProto</c>); exporters make one of each module.</summary>
/// <param name="Domain">The domain that nodes name it under.</param>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">Names of its inputs, as its nodes use them.</param>
/// <param name="Outputs">Names of its outputs, as its nodes give them.</param>
/// <param name="Nodes">What it computes.</param>
public sealed record OnnxFunction(string Domain, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxNode> Nodes);
