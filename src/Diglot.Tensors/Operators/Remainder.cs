using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>x − y · floor(x / y): the remainder takes the sign of y, as in Python.</summary>
public readonly struct Remainder : IBinaryOperator
{
    /// <inheritdoc/>
    /// <exception cref="DivideByZeroException">Whole numbers, and y is 0.</exception>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        var remainder = x % y;
        return remainder != T.Zero && (remainder < T.Zero) != (y < T.Zero) ? remainder + y : remainder;
    }
}
