using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Sine of radians.</summary>
public readonly struct Sin : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Sin(x);
}
