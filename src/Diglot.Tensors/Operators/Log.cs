using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>The natural logarithm.</summary>
public readonly struct Log : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Log(x);
}
