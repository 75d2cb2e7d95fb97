using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>eˣ.</summary>
public readonly struct Exp : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Exp(x);
}
