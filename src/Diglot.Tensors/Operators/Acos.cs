using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Inverse cosine, in radians.</summary>
public readonly struct Acos : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Acos(x);
}
