using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>The largest whole number not above x.</summary>
public readonly struct Floor : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Floor(x);
}
