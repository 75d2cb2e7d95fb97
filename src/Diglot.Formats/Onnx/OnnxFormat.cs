namespace Diglot.Formats.Onnx;

/// <summary>
/// The ONNX format (https://onnx.ai/onnx/repo-docs/IR.html): a protobuf message with a graph of operations, the arrays that they take
/// (initializers), and the inputs and outputs. Arrays of large models lie in files beside it.
/// </summary>
public static class OnnxFormat
{
    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("ONNX", [".onnx"], OnnxDetector.Matches);
}
