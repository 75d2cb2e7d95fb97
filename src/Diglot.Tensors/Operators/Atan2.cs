using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>The angle of the point (y, x) in radians, −π … π.</summary>
public readonly struct Atan2 : IBinaryOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
        => typeof(T) == typeof(float)
            ? T.CreateTruncating(MathF.Atan2(float.CreateTruncating(x), float.CreateTruncating(y)))
            : T.CreateTruncating(Math.Atan2(double.CreateTruncating(x), double.CreateTruncating(y)));
}
