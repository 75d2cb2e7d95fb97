using System.Numerics;

namespace Diglot.Tensors;

/// <summary>Which .NET type holds an element of which <see cref="DType"/>, and how types mix.</summary>
public static class ElementTypes
{
    /// <summary>The element type that a .NET type maps to.</summary>
    /// <exception cref="NotSupportedException">Arrays cannot hold it.</exception>
    public static DType Of<T>()
        where T : unmanaged
        => default(T) switch
        {
            float => DType.Float32,
            double => DType.Float64,
            int => DType.Int32,
            long => DType.Int64,
            byte => DType.UInt8,
            bool => DType.Bool,
            sbyte => DType.Int8,
            short => DType.Int16,
            ushort => DType.UInt16,
            uint => DType.UInt32,
            ulong => DType.UInt64,
            Half => DType.Float16,
            BFloat16 => DType.BFloat16,
            Complex => DType.Complex128,
            _ => throw new NotSupportedException($"Arrays of {typeof(T).Name} are not supported. Use float, double, int, long, byte or bool."),
        };

    /// <summary>Whether elements of a type can be seen as <typeparamref name="T"/>.</summary>
    public static bool Holds<T>(DType type)
        where T : unmanaged
        => Of<T>() == type || (type == DType.Bool && typeof(T) == typeof(byte));

    /// <summary>
    /// The type of a result of two arrays: the larger category (truth value, integer, floating point, complex) wins, and within a
    /// category the wider type. Source: pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc; JAX and Keras agree but for
    /// float16 with bfloat16, which both make float32 as here.
    /// </summary>
    public static DType Promote(DType left, DType right)
    {
        if (left == right)
        {
            return left;
        }

        var (a, b) = (Category(left), Category(right));
        if (a != b)
        {
            return a > b ? left : right;
        }

        if (left.Size == right.Size)
        {
            // Same width, different kind: step up (uint8 with int8, float16 with bfloat16).
            return left.Size switch { 1 => DType.Int16, 2 => left.IsFloatingPoint ? DType.Float32 : DType.Int32, _ => DType.Int64 };
        }

        var (wide, narrow) = left.Size > right.Size ? (left, right) : (right, left);
        _ = narrow;
        return wide;
    }

    /// <summary>The type of a result of an array and a plain number: the number counts only if its category is larger.</summary>
    public static DType Promote(DType array, Scalar number)
        => Category(number.Type) <= Category(array) ? array : number.Type switch
        {
            DType.Float64 => DType.Float32,
            var other => other,
        };

    private static int Category(DType type) => type == DType.Bool ? 0 : type.IsInteger ? 1 : type.IsFloatingPoint ? 2 : 3;
}
