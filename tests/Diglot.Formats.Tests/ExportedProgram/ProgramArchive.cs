using System.IO.Compression;
using System.Text;

namespace Diglot.Formats.Tests.ExportedProgram;

/// <summary>The entries of an archive, to be changed and packed again.</summary>
internal sealed class ProgramArchive
{
    private readonly OrderedDictionary<string, byte[]> entries = [];

    public ProgramArchive(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            var content = new byte[entry.Length];
            stream.ReadExactly(content);
            entries[entry.FullName] = content;
        }
    }

    public string Name(string end) => entries.Keys.Single(name => name.EndsWith(end, StringComparison.Ordinal));

    public byte[] this[string end]
    {
        get => entries[Name(end)];
        set => entries[Name(end)] = value;
    }

    public ProgramArchive With(string end, Func<string, string> change)
    {
        this[end] = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(this[end])));
        return this;
    }

    public ProgramArchive Without(string end)
    {
        entries.Remove(Name(end));
        return this;
    }

    public byte[] Pack() => Pack(entries);

    public static byte[] Pack(IEnumerable<KeyValuePair<string, byte[]>> entries)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                stream.Write(content);
            }
        }

        return packed.ToArray();
    }
}
