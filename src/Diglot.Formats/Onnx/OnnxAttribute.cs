namespace Diglot.Formats.Onnx;

/// <summary>A setting of a node (<c>AttributeProto</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">
/// A <see cref="double"/>, <see cref="long"/>, <see cref="string"/>, <see cref="OnnxTensor"/> or <see cref="OnnxGraph"/>, or an array of one of them; null for kinds that no
/// neural network uses (sparse arrays, types).
/// </param>
/// <param name="Reference">Within an <see cref="OnnxFunction"/>: the function's attribute that the value is taken from; otherwise empty.</param>
public sealed record OnnxAttribute(string Name, object? Value, string Reference = "");
