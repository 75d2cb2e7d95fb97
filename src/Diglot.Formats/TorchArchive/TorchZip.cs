using Diglot.Formats.Pickle;
using Diglot.Formats.Zip;

namespace Diglot.Formats.TorchArchive;

/// <summary>The zip form: <c>data.pkl</c> beside <c>data/&lt;key&gt;</c> for each storage, all in one folder.</summary>
internal sealed class TorchZip
{
    private readonly ZipDirectory _zip;
    private readonly string _root;
    private readonly bool _isBigEndian;
    private readonly Dictionary<(string Key, string Type), TorchStorage> _storages = [];

    private TorchZip(ZipDirectory zip, string root)
    {
        _zip = zip;
        _root = root;
        _isBigEndian = IsBigEndianArchive();
    }

    public static TorchFile Read(ByteSource source, TorchNesting nesting)
    {
        var zip = ZipReader.Read(source);
        var root = TorchDetector.RootOf(zip) ?? throw NoPickle(zip);
        var archive = new TorchZip(zip, root);
        var entry = zip[root + "data.pkl"];
        var pickle = entry.Open(entry.IsStored ? TorchLimits.MaximumPickleLength : TorchLimits.MaximumPackedPickleLength);
        var value = PickleReader.Read(pickle, new TorchResolver(archive.Load, nesting));
        return new TorchFile(value, zip.TryGet(root + "constants.pkl", out _) ? TorchForm.TorchScript : TorchForm.Zip, zip, root);
    }

    private static FileFormatException NoPickle(ZipDirectory zip)
    {
        var isExported = zip.Entries.Any(static entry => entry.Name.EndsWith("/archive_format", StringComparison.Ordinal) || entry.Name == "serialized_exported_program.json");
        return new FileFormatException(
            isExported ? FileFault.Unsupported : FileFault.Corrupt,
            "An archive of torch.save or torch.jit.save has a data.pkl in its folder",
            "archive",
            received: isExported ? "an archive of torch.export" : null,
            remedy: isExported ? "Save the model's state_dict with torch.save." : "The file is damaged or no PyTorch file.");
    }

    private TorchStorage Load(PickleTuple id)
    {
        var (type, key, length) = TorchPersistentId.Parse(id);
        if (_storages.TryGetValue((key, type.Name), out var storage))
        {
            return storage;
        }

        var entry = _zip[$"{_root}data/{key}"];
        var expected = (Int128)length * type.Size;
        var bytes = entry.Open((long)Int128.Min(expected, long.MaxValue));
        if (bytes.Length != expected)
        {
            throw new FileFormatException(
                FileFault.Corrupt, "A storage's entry holds exactly its elements", $"archive entry '{entry.Name}'", $"{expected} bytes ({length} of {type.Name})", $"{bytes.Length}");
        }

        storage = new TorchStorage(key, type, length, _isBigEndian) { Bytes = bytes };
        _storages.Add((key, type.Name), storage);
        return storage;
    }

    private bool IsBigEndianArchive()
    {
        const int longest = 16;
        if (!_zip.TryGet(_root + "byteorder", out var entry))
        {
            return false;
        }

        var order = System.Text.Encoding.ASCII.GetString(entry.ReadArray(longest, verify: false));
        return order == "big" || (order == "little" ? false : throw new FileFormatException(FileFault.Invalid, "The byte order is 'little' or 'big'", $"archive entry '{entry.Name}'", received: $"'{order}'"));
    }
}
