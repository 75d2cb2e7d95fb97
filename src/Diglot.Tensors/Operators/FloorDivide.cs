using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>The largest whole number not above x / y.</summary>
public readonly struct FloorDivide : IBinaryOperator
{
    /// <inheritdoc/>
    /// <exception cref="DivideByZeroException">Whole numbers, and y is 0.</exception>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        if (T.IsNaN(x) || T.IsNaN(y))
        {
            return x + y;
        }

        // (x − remainder) / y is a whole number up to rounding, which the last line takes away.
        var quotient = (x - Remainder.Invoke(x, y)) / y;
        return typeof(T) == typeof(float) ? T.CreateChecked(MathF.Round(float.CreateChecked(quotient)))
            : typeof(T) == typeof(double) ? T.CreateChecked(Math.Round(double.CreateChecked(quotient)))
            : quotient;
    }
}
