using System.Globalization;
using System.Text;

namespace Diglot.Formats.Numpy;

/// <summary>Writes .npy files of version 1 as NumPy does: row-major, little-endian, elements at a multiple of 64 bytes.</summary>
public static class NpyWriter
{
    private const int Alignment = 64;

    /// <summary>Creates or replaces a file.</summary>
    /// <exception cref="FileFormatException">NumPy has no such element type (bfloat16, float8).</exception>
    public static void Write(string path, TensorData data) => AtomicFile.Write(path, stream => Write(stream, data));

    /// <summary>Writes to a stream.</summary>
    /// <exception cref="FileFormatException">NumPy has no such element type (bfloat16, float8).</exception>
    public static void Write(Stream stream, TensorData data)
    {
        stream.Write(Header(data));
        data.AppendTo(stream.Write);
    }

    /// <summary>Everything in front of the elements.</summary>
    internal static byte[] Header(TensorData data)
    {
        var descriptor = NumpyType.Describe(data.Type) ?? throw new FileFormatException(
            FileFault.Unsupported, "The element type exists in NumPy", received: $"{data.Type}", remedy: "Convert the array first, or write a .safetensors file.");
        var shape = string.Join(", ", data.Shape.Select(static axis => axis.ToString(CultureInfo.InvariantCulture)));
        var text = $"{{'descr': '{descriptor}', 'fortran_order': False, 'shape': ({shape}{(data.Shape.Length == 1 ? "," : "")}), }}";
        var length = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[length];
        NpyDetector.Magic.CopyTo(header);
        header[6] = 1;
        header[8] = (byte)(length - 10);
        header[9] = (byte)((length - 10) >> 8);
        header.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }
}
