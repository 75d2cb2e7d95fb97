namespace Diglot.TestKit;

/// <summary>A tensor as other programs are told of it: its shape and its values in row-major order.</summary>
public sealed record FlatTensor(int[] Shape, float[] Values);
