namespace Diglot.Data.Mnist;

/// <summary>The contents of an idx file of bytes.</summary>
/// <param name="Shape">The size along each axis.</param>
/// <param name="Data">The elements, last axis fastest.</param>
public sealed record IdxArray(int[] Shape, byte[] Data);
