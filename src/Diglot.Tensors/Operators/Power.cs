using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>x to the power y. Whole numbers wrap round on overflow; negative powers of whole numbers are cut towards zero.</summary>
public readonly struct Power : IBinaryOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            return T.CreateTruncating(MathF.Pow(float.CreateTruncating(x), float.CreateTruncating(y)));
        }

        if (typeof(T) == typeof(double))
        {
            return T.CreateTruncating(Math.Pow(double.CreateTruncating(x), double.CreateTruncating(y)));
        }

        var exponent = long.CreateTruncating(y);
        if (exponent < 0)
        {
            return x == T.One ? x : x == -T.One ? ((exponent & 1) == 0 ? T.One : x) : T.Zero;
        }

        var result = T.One;
        for (var square = x; exponent > 0; exponent >>= 1, square = unchecked(square * square))
        {
            result = (exponent & 1) == 1 ? unchecked(result * square) : result;
        }

        return result;
    }
}
