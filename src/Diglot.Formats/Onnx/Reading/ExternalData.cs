using System.Globalization;

namespace Diglot.Formats.Onnx.Reading;

/// <summary>Arrays that lie in files beside the model. Only files in its own folder are opened, never through a link.</summary>
/// <param name="folder">The model's folder; null where there is none.</param>
internal sealed class ExternalData(string? folder)
{
    private readonly Dictionary<string, ByteSource> _files = [];

    /// <summary>Where an array lies; the file is opened when the array is asked for.</summary>
    /// <param name="entries">What the model says: <c>location</c>, <c>offset</c>, <c>length</c>.</param>
    /// <param name="length">How many bytes the array has.</param>
    /// <param name="place">The array, for messages.</param>
    public Func<ByteSource> Find(IReadOnlyDictionary<string, string> entries, long length, string place)
    {
        var location = entries.GetValueOrDefault("location", "");
        var names = location.Split('/');
        if (location.Length == 0 || location.AsSpan().ContainsAny('\\', ':', '\0') || names.Any(static name => name.Trim() is "" or "." or ".."))
        {
            throw new FileFormatException(FileFault.UnsafePath, "External data lie in the model's own folder, under a relative path", place, received: $"'{location}'", remedy: "Put the file beside the model and export it again.");
        }

        var (offset, given) = (Number(entries, "offset", place) ?? 0, Number(entries, "length", place));
        return given is not null && given != length
            ? throw new FileFormatException(FileFault.Corrupt, "An array has as many bytes as its shape says", place, $"{length}", $"{given}", "The file is damaged: fetch or export it again.")
            : () => Open(names, place).Slice(offset, length);
    }

    private ByteSource Open(string[] names, string place)
    {
        var path = folder ?? throw Missing("no file that external data could lie beside");
        foreach (var name in names)
        {
            path = Path.Combine(path, name);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new FileFormatException(FileFault.UnsafeLink, "External data are a file of the model's folder, not a link", place, received: path, remedy: "Put the file itself there.", file: path);
            }
        }

        lock (_files)
        {
            return _files.TryGetValue(path, out var known) ? known : _files[path] = File.Exists(path) ? ByteSource.Open(path) : throw Missing($"no file {path}");
        }

        FileFormatException Missing(string received) => new(FileFault.Corrupt, "The file with the weights lies beside the model", $"{place}, external data '{string.Join('/', names)}'", received: received, remedy: "Fetch it into the same folder.", file: folder);
    }

    private static long? Number(IReadOnlyDictionary<string, string> entries, string key, string place) => !entries.TryGetValue(key, out var text) ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FileFormatException(FileFault.Invalid, $"The {key} of external data is a whole number", place, received: $"'{text}'");
}
