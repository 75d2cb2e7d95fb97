using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>x shifted right by y bits, keeping the sign.</summary>
public readonly struct ShiftRight : IBitOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>
        => x >> int.CreateChecked(y);
}
