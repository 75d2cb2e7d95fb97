using Diglot.Formats.Zip;

namespace Diglot.Formats.Numpy;

/// <summary>Writes .npz archives as <c>numpy.savez</c> does: stored entries.</summary>
public static class NpzWriter
{
    /// <summary>Creates or replaces a file.</summary>
    /// <exception cref="FileFormatException">NumPy has no such element type, or two arrays have one name.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, TensorData>> arrays) => AtomicFile.Write(path, stream => Write(stream, arrays));

    /// <summary>Writes to a seekable stream.</summary>
    /// <exception cref="FileFormatException">NumPy has no such element type, or two arrays have one name.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, TensorData>> arrays)
    {
        var zip = new ZipWriter(stream);
        foreach (var (name, data) in arrays)
        {
            var header = NpyWriter.Header(data);
            zip.Add(name + ".npy", header.Length + data.ByteLength, append =>
            {
                append(header);
                data.AppendTo(append);
            });
        }

        zip.Finish();
    }
}
