using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>−1, 0 or 1; NaN stays.</summary>
public readonly struct Sign : INumberFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, INumber<T>
        => T.IsNaN(x) ? x : T.CreateChecked(T.Sign(x));
}
