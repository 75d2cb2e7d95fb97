using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>
/// Reads PyTorch's files as data: nothing in them is executed or imported, tensors are read on first use. See
/// <see cref="PickleReader"/> for what stands for which Python value.
/// </summary>
public static class TorchReader
{
    /// <summary>Reads a file, or all shards of a <c>pytorch_model.bin.index.json</c>.</summary>
    /// <exception cref="FileFormatException">The file is damaged, breaks a rule, or asks for code to be run.</exception>
    public static TorchFile Read(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? ReadShards(path)
        : Read(ByteSource.Open(path));

    /// <summary>Reads from an open source.</summary>
    /// <exception cref="FileFormatException">The bytes are damaged, break a rule, or ask for code to be run.</exception>
    public static TorchFile Read(ByteSource source)
    {
        try
        {
            return Read(source, new TorchNesting());
        }
        catch (FileFormatException exception) when (exception.File is null)
        {
            throw exception.In(source.Name);
        }
    }

    /// <summary>Reads a file that is stored as bytes inside another one.</summary>
    internal static object? ReadNested(ByteSource source, TorchNesting nesting) => nesting.Depth <= TorchLimits.MaximumNestedFiles
        ? Read(source, nesting).Value
        : throw new FileFormatException(FileFault.Limit, "Files are not stored inside one another without end", "pickle", $"at most {TorchLimits.MaximumNestedFiles} levels");

    private static TorchFile Read(ByteSource source, TorchNesting nesting)
    {
        var head = source.ReadArray(0, (int)Math.Min(source.Length, 2));
        return head.AsSpan().SequenceEqual("PK"u8) ? TorchZip.Read(source, nesting) : TorchDetector.FormOf(source) switch
        {
            TorchForm.Legacy => TorchLegacy.Read(source, nesting),
            TorchForm.Tar => TorchTar.Read(source),
            TorchForm.Pickle => TorchLegacy.ReadPickle(source, nesting),
            _ => throw NotPyTorch(source),
        };
    }

    private static TorchFile ReadShards(string path)
    {
        var index = ShardIndex.Read(path);
        var shards = index.Files.ToDictionary(static file => file, file => Read(index.PathOf(file)).FindStateDict());
        var all = new PickleDict("collections.OrderedDict");
        foreach (var (name, file) in index.WeightMap)
        {
            all[name] = shards[file] is { } tensors && tensors.TryGetValue(name, out var tensor) ? tensor : throw index.Missing(name, file);
        }

        return new TorchFile(all, TorchForm.Sharded);
    }

    private static FileFormatException NotPyTorch(ByteSource source)
    {
        var head = source.ReadArray(0, (int)Math.Min(source.Length, 64));
        var (received, remedy) = head switch
        {
            [] => ("an empty file", "Fetch or save it again."),
            _ when head.AsSpan().StartsWith("version https://git-lfs"u8) => ("a Git LFS pointer", "Run 'git lfs pull' to get the file that it stands for."),
            _ when head.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("<"u8) => ("a web page", "The download went wrong: fetch the file itself."),
            _ => ("another file, or a damaged one", "Fetch or save it again."),
        };
        return new FileFormatException(FileFault.Corrupt, "A PyTorch file is a zip archive, a stream of pickles or a tar archive", "byte 0", received: received, remedy: remedy);
    }
}
