using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>The logarithm to base 10.</summary>
public readonly struct Log10 : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Log10(x);
}
