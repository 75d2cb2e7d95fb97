using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>x cut towards zero.</summary>
public readonly struct Trunc : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Truncate(x);
}
