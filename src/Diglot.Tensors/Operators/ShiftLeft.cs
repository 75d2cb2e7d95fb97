using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>x shifted left by y bits.</summary>
public readonly struct ShiftLeft : IBitOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>
        => x << int.CreateChecked(y);
}
