using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>max(x, 0); NaN stays.</summary>
public readonly struct Relu : INumberFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, INumber<T>
        => T.IsNaN(x) || x > T.Zero ? x : T.Zero;
}
