using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Inverse sine, in radians.</summary>
public readonly struct Asin : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Asin(x);
}
