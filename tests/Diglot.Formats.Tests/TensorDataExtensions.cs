using System.Runtime.InteropServices;

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
}
