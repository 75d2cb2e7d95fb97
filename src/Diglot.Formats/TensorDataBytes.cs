using Diglot.Formats.Zip;
using Diglot.Tensors.Storage;

namespace Diglot.Formats;

/// <summary>How writers get at an array's bytes.</summary>
internal static class TensorDataBytes
{
    /// <summary>Hands all bytes to <paramref name="append"/>, through a block that is given back afterwards.</summary>
    public static unsafe void AppendTo(this TensorData data, ZipAppend append)
    {
        // More than a span can hold is refused by CopyTo.
        var length = (int)Math.Min(data.ByteLength, Array.MaxLength);
        var block = new StorageBlock(length);
        try
        {
            var bytes = new Span<byte>(block.Memory, length);
            data.CopyTo(bytes);
            append(bytes);
        }
        finally
        {
            block.Release();
        }
    }
}
