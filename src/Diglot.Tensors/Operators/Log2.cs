using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>The logarithm to base 2.</summary>
public readonly struct Log2 : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Log2(x);
}
