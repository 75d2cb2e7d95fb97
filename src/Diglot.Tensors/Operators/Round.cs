using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>The nearest whole number, halves to even.</summary>
public readonly struct Round : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Round(x, MidpointRounding.ToEven);
}
