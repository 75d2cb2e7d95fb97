using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Tangent of radians.</summary>
public readonly struct Tan : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Tan(x);
}
