using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>log(1 + eˣ), without overflow: max(x, 0) + log(1 + e⁻|x|).</summary>
public readonly struct Softplus : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Max(x, T.Zero) + T.LogP1(T.Exp(-T.Abs(x)));
}
