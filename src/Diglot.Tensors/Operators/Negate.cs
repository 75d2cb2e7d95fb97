using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>−x.</summary>
public readonly struct Negate : INumberFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, INumber<T>
        => -x;
}
