using Diglot.Formats.Onnx.Reading;

namespace Diglot.Formats.Onnx;

/// <summary>
/// Reads ONNX files as data. Only the structure is read at once; arrays stay where they are until they are asked for: in the file, or in a file
/// in the same folder (external data), never outside of it.
/// </summary>
public static class OnnxReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="FileFormatException">The file is damaged or breaks a rule of the format.</exception>
    public static OnnxModel Read(string path) => Read(ByteSource.Open(path), path);

    /// <summary>Reads from an open source.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="path">Where they lie, for arrays in files beside; null where such cannot be.</param>
    /// <exception cref="FileFormatException">The bytes are damaged or break a rule of the format.</exception>
    public static OnnxModel Read(ByteSource source, string? path = null)
    {
        try
        {
            var external = new ExternalData(path is null ? null : Path.GetDirectoryName(Path.GetFullPath(path)));
            return new ModelReader(new WireReader(source), external).Read(source.Length);
        }
        catch (FileFormatException exception) when (exception.File is null)
        {
            throw exception.In(source.Name);
        }
    }
}
