using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Cosine of radians.</summary>
public readonly struct Cos : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Cos(x);
}
