using System.Numerics;
using System.Runtime.InteropServices;
using Diglot.Tensors;

namespace Diglot.Formats.Tests;

internal static class TensorDataExtensions
{
    /// <summary>All bytes of an array.</summary>
    public static byte[] Bytes(this TensorData tensor)
    {
        var bytes = new byte[tensor.ByteLength];
        tensor.CopyTo(bytes);
        return bytes;
    }

    /// <summary>The elements as a typed array.</summary>
    public static T[] Values<T>(this TensorData tensor)
        where T : struct => MemoryMarshal.Cast<byte, T>(tensor.Bytes()).ToArray();

    /// <summary>The elements as doubles; a complex number is two.</summary>
    public static double[] Doubles(this TensorData tensor) => tensor.Type switch
    {
        DType.Float64 or DType.Complex128 => tensor.Values<double>(),
        DType.Float32 or DType.Complex64 => Widen<float>(tensor),
        DType.Float16 => Widen<Half>(tensor),
        DType.BFloat16 => [.. tensor.Values<ushort>().Select(static bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16))],
        DType.Int64 => Widen<long>(tensor),
        DType.UInt64 => Widen<ulong>(tensor),
        DType.Int32 => Widen<int>(tensor),
        DType.UInt32 => Widen<uint>(tensor),
        DType.Int16 => Widen<short>(tensor),
        DType.UInt16 => Widen<ushort>(tensor),
        DType.Int8 => Widen<sbyte>(tensor),
        _ => Widen<byte>(tensor),
    };

    private static double[] Widen<T>(TensorData tensor)
        where T : struct, INumber<T> => [.. tensor.Values<T>().Select(static value => double.CreateChecked(value))];
}
