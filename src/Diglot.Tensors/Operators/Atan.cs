using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Inverse tangent, in radians.</summary>
public readonly struct Atan : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Atan(x);
}
