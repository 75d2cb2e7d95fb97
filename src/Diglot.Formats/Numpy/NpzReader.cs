using Diglot.Formats.Zip;

namespace Diglot.Formats.Numpy;

/// <summary>Reads .npz archives; each array's elements are read (and inflated) on first use.</summary>
public static class NpzReader
{
    private const string Extension = ".npy";

    /// <summary>Reads a file's directory and the arrays' headers.</summary>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path) => Read(ByteSource.Open(path));

    /// <summary>Reads from an open source; names are without <c>.npy</c>.</summary>
    /// <exception cref="FileFormatException">The archive or an array is damaged.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(ByteSource source)
    {
        var arrays = new OrderedDictionary<string, NpyArray>();
        foreach (var entry in ZipReader.Read(source).Entries)
        {
            if (!entry.Name.EndsWith(Extension, StringComparison.Ordinal))
            {
                continue;
            }

            try
            {
                arrays.Add(entry.Name[..^Extension.Length], NpyReader.Read(entry.Open(), entry.ReadPrefix(NpyHeader.MaximumLength)));
            }
            catch (FileFormatException exception) when (exception.File is null)
            {
                throw new FileFormatException(
                    exception.Kind, exception.Rule, $"array '{entry.Name}', {exception.Place}", exception.Expected, exception.Received, exception.Remedy, source.Name, exception);
            }
        }

        return arrays;
    }
}
