using System.Runtime.InteropServices;
using Diglot.Formats;

namespace Diglot.Torch.Serialization;

/// <summary>Arrays between files and memory.</summary>
internal static class StoredArray
{
    /// <summary>The whole stored array.</summary>
    public static NDArray Read(TensorData data)
    {
        var array = new NDArray(data.Type, new Shape([.. data.Shape.Select(static length => checked((int)length))]));
        var bytes = new byte[data.ByteLength];
        data.CopyTo(bytes);
        unsafe
        {
            Marshal.Copy(bytes, 0, (nint)array.Pointer, bytes.Length);
        }

        GC.KeepAlive(array);
        return array;
    }

    /// <summary>An array as writers take it.</summary>
    public static TensorData Write(NDArray array)
    {
        array = array.Contiguous();
        var bytes = new byte[array.Length * array.Type.Size];
        unsafe
        {
            Marshal.Copy((nint)array.Pointer, bytes, 0, bytes.Length);
        }

        GC.KeepAlive(array);
        return new MemoryTensorData(array.Type, [.. array.Shape.Select(static length => (long)length)], bytes);
    }
}
