using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>1 / (1 + e⁻ˣ).</summary>
public readonly struct Sigmoid : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.One / (T.One + T.Exp(-x));
}
