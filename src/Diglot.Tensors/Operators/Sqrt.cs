using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>√x.</summary>
public readonly struct Sqrt : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Sqrt(x);
}
