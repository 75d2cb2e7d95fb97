namespace Diglot.Formats.KerasH5;

/// <summary>A stored weight.</summary>
/// <param name="Name">Its name in the file, below its layer: <c>dense/kernel:0</c>.</param>
/// <param name="Data">Its elements.</param>
public sealed record KerasH5Weight(string Name, TensorData Data);
