using System.Buffers;

namespace Diglot.Formats.Hdf5.Writing;

/// <summary>A file laid out: its metadata, then where each array goes. Nothing but names and sizes was read so far.</summary>
internal sealed class Hdf5Plan(byte[] metadata, IReadOnlyList<(long Address, TensorData Data)> arrays, long length)
{
    /// <summary>Bytes of the whole file.</summary>
    public long Length => length;

    /// <summary>Gives the file's bytes from first to last; arrays are read one by one.</summary>
    public void WriteTo(ReadOnlySpanAction<byte, object?> append)
    {
        append(metadata, null);
        long position = metadata.Length;
        var largest = arrays.Count == 0 ? 0 : arrays.Max(static array => array.Data.ByteLength);
        var buffer = ArrayPool<byte>.Shared.Rent((int)largest);
        try
        {
            foreach (var (address, data) in arrays)
            {
                append(buffer.AsSpan(0, Clear(buffer, address - position)), null);
                var bytes = buffer.AsSpan(0, (int)data.ByteLength);
                data.CopyTo(bytes);
                append(bytes, null);
                position = address + bytes.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Clear(byte[] buffer, long count)
    {
        buffer.AsSpan(0, (int)count).Clear();
        return (int)count;
    }
}
