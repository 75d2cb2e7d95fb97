using System.Diagnostics.CodeAnalysis;

namespace Diglot.Formats.Zip;

/// <summary>The entries of an archive.</summary>
public sealed class ZipDirectory
{
    private readonly Dictionary<string, ZipEntry> _byName;

    internal ZipDirectory(ByteSource source, IReadOnlyList<ZipEntry> entries)
    {
        Source = source;
        Entries = entries;
        _byName = new Dictionary<string, ZipEntry>(entries.Count);
        foreach (var entry in entries)
        {
            if (!_byName.TryAdd(entry.Name, entry))
            {
                // Two programs could each see another one of the two.
                throw new FileFormatException(FileFault.Corrupt, "A name occurs once in an archive", $"archive entry '{entry.Name}'", file: source.Name);
            }
        }
    }

    /// <summary>The archive's bytes.</summary>
    public ByteSource Source { get; }

    /// <summary>The entries in the directory's order.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>The entry of a name.</summary>
    /// <exception cref="FileFormatException">There is none (<see cref="FileFault.Corrupt"/>).</exception>
    public ZipEntry this[string name] => TryGet(name, out var entry)
        ? entry
        : throw new FileFormatException(FileFault.Corrupt, "The archive has all entries that its content refers to", $"archive entry '{name}'", received: "none of that name", file: Source.Name);

    /// <summary>Finds an entry by its name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out ZipEntry? entry) => _byName.TryGetValue(name, out entry);
}
