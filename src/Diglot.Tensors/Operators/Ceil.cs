using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>The smallest whole number not below x.</summary>
public readonly struct Ceil : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Ceiling(x);
}
