using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>log(1 + x), exact near 0.</summary>
public readonly struct Log1p : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.LogP1(x);
}
