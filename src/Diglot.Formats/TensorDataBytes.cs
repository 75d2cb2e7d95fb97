using System.Buffers;
using Diglot.Formats.Zip;

namespace Diglot.Formats;

/// <summary>How writers get at an array's bytes.</summary>
internal static class TensorDataBytes
{
    /// <summary>Hands all bytes to <paramref name="append"/>, through a buffer that is given back afterwards.</summary>
    public static void AppendTo(this TensorData data, ZipAppend append)
    {
        var length = (int)Math.Min(data.ByteLength, Array.MaxLength);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        data.CopyTo(buffer.AsSpan(0, length));
        append(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
