using System.Text.Json;

namespace Diglot.Formats;

/// <summary>
/// The index of a model stored in several files: <c>model.safetensors.index.json</c>, <c>pytorch_model.bin.index.json</c> or Keras's
/// <c>model.weights.json</c>, whose <c>weight_map</c> says which file beside it holds which array; Keras lists several files where the
/// variables of one layer are spread.
/// </summary>
public sealed class ShardIndex
{
    private const long MaximumLength = 100_000_000;

    private readonly string _path;

    private ShardIndex(string path, IReadOnlyDictionary<string, string> weightMap, IEnumerable<string> files)
    {
        _path = path;
        WeightMap = weightMap;
        Files = [.. files.Distinct()];
    }

    /// <summary>File name of each array's shard (the first, where a layer has several), in the index's order.</summary>
    public IReadOnlyDictionary<string, string> WeightMap { get; }

    /// <summary>The shards' file names, each once.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads an index file.</summary>
    /// <exception cref="FileFormatException">It is no index, or names a file outside its own folder.</exception>
    public static ShardIndex Read(string path) => Read(ByteSource.Open(path), path);

    /// <summary>Reads an index from memory.</summary>
    /// <param name="source">Its content.</param>
    /// <param name="path">Where it belongs: the shards lie beside it.</param>
    /// <exception cref="FileFormatException">It is no index, or names a file outside its own folder.</exception>
    public static ShardIndex Read(ByteSource source, string path)
    {
        if (source.Length > MaximumLength)
        {
            throw new FileFormatException(FileFault.Limit, "A shard index is at most 100 MB", expected: $"{MaximumLength}", received: $"{source.Length}", file: path);
        }

        try
        {
            using var json = JsonDocument.Parse(source.ReadArray(0, (int)source.Length));
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object)
            {
                throw new FileFormatException(FileFault.WrongFormat, "A shard index is a JSON object with a weight_map", file: path);
            }

            var weights = new OrderedDictionary<string, string>();
            var files = new List<string>();
            foreach (var entry in map.EnumerateObject())
            {
                var first = files.Count;
                files.AddRange((entry.Value.ValueKind == JsonValueKind.Array ? [.. entry.Value.EnumerateArray()] : new[] { entry.Value })
                    .Select(value => CheckName(path, entry.Name, value.ValueKind == JsonValueKind.String ? value.GetString() : null)));
                if (files.Count == first || !weights.TryAdd(entry.Name, files[first]))
                {
                    throw new FileFormatException(FileFault.Invalid, "A name occurs once, with a file", $"weight_map, '{entry.Name}'", file: path);
                }
            }

            return new ShardIndex(path, weights, files);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FileFormatException(FileFault.Invalid, "A shard index is valid JSON", file: path, cause: exception);
        }
    }

    /// <summary>Where a shard lies: beside the index.</summary>
    public string PathOf(string file)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_path))!, file);
        return File.Exists(path)
            ? path
            : throw new FileFormatException(FileFault.Corrupt, "All shards lie beside the index", $"shard '{file}'", remedy: "Fetch the missing file into the same folder.", file: _path);
    }

    /// <summary>The error for an array that is not in the shard that the index names.</summary>
    public FileFormatException Missing(string name, string file)
        => new(FileFault.Corrupt, "Each array is in the shard that the index names", $"tensor '{name}', shard '{file}'", file: _path);

    private static string CheckName(string path, string name, string? file)
        => !string.IsNullOrEmpty(file) && !file.AsSpan().ContainsAny('/', '\\', ':') && file is not ("." or "..")
            ? file
            : throw new FileFormatException(FileFault.UnsafePath, "A shard is named by a plain file name beside the index", $"weight_map, '{name}'", received: $"'{file}'", file: path);
}
