using System.Buffers;
using Diglot.Formats.Zip;

namespace Diglot.Formats;

/// <summary>How writers get at an array's bytes.</summary>
internal static class TensorDataBytes
{
    /// <summary>Hands all bytes to <paramref name="append"/>, through a buffer that is given back afterwards.</summary>
    public static void AppendTo(this TensorData data, ZipAppend append)
    {
        if (data.ByteLength > Array.MaxLength)
        {
            throw new FileFormatException(FileFault.Limit, "One array has less than 2 GiB", expected: $"at most {Array.MaxLength} bytes", received: $"{data.ByteLength}", remedy: "Split the array.");
        }

        var length = (int)data.ByteLength;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        data.CopyTo(buffer.AsSpan(0, length));
        append(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
