namespace Diglot.Formats.Onnx;

/// <summary>An array of a file (<c>TensorProto</c>): numbers, which stay in the file until they are asked for, or texts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Data">The numbers; null where it holds texts.</param>
/// <param name="Texts">The texts; null where it holds numbers.</param>
public sealed record OnnxTensor(string Name, OnnxElementType Type, long[] Shape, TensorData? Data, IReadOnlyList<string>? Texts);
