using System.Buffers.Binary;
using System.Text;
using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>The form of PyTorch 0.1: a tar archive of <c>storages</c>, <c>tensors</c> and the object's <c>pickle</c>, which refers to tensors by number.</summary>
internal sealed class TorchTar
{
    private const int BlockLength = 512;
    private const int MaximumEntries = 1000;

    private readonly Dictionary<string, TorchStorage> _storages = [];
    private readonly Dictionary<string, TorchTensor> _tensors = [];

    public static TorchFile Read(ByteSource source)
    {
        var entries = ReadDirectory(source);
        var file = new TorchTar();
        file.ReadStorages(Entry(entries, "storages"));
        file.ReadTensors(Entry(entries, "tensors"));
        return new TorchFile(PickleReader.Read(Entry(entries, "pickle"), new TorchResolver(file.Load, new TorchNesting())), TorchForm.Tar);
    }

    private static Dictionary<string, ByteSource> ReadDirectory(ByteSource source)
    {
        var entries = new Dictionary<string, ByteSource>();
        var header = new byte[BlockLength];
        for (var position = 0L; source.Length - position >= BlockLength && entries.Count < MaximumEntries;)
        {
            source.Read(position, header);
            if (header[0] == 0)
            {
                break;
            }

            position += BlockLength;
            var name = Text(header.AsSpan(0, 100));
            var length = Octal(header.AsSpan(124, 12));
            if (length > source.Length - position)
            {
                throw new FileFormatException(FileFault.Corrupt, "A tar entry lies within the file", $"tar entry '{name}'", $"{length} bytes", $"{source.Length - position}");
            }

            // Type '0' or NUL is a file; extended headers and folders are passed over, links are never followed.
            if (header[156] is 0 or (byte)'0')
            {
                entries.TryAdd(name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name, source.Slice(position, length));
            }

            position += (length + BlockLength - 1) / BlockLength * BlockLength;
        }

        return entries;
    }

    private static ByteSource Entry(Dictionary<string, ByteSource> entries, string name) => entries.TryGetValue(name, out var entry)
        ? entry
        : throw new FileFormatException(FileFault.Corrupt, "A PyTorch tar archive has storages, tensors and pickle", "tar archive", $"an entry '{name}'", "none");

    private void ReadStorages(ByteSource entry)
    {
        var position = 0L;
        for (var left = Count(PickleReader.Read(entry, ref position)); left > 0; left--)
        {
            if (PickleReader.Read(entry, ref position) is not (PickleTuple and [var key, _, ForeignReference type]) || TorchElementType.OfStorage(type.Name) is not { } element)
            {
                throw Invalid("A storage is described by key, device and class");
            }

            var length = BinaryPrimitives.ReadInt64LittleEndian(entry.ReadArray(position, sizeof(long)));
            position += sizeof(long);
            if (length < 0 || length > (entry.Length - position) / element.Size)
            {
                throw new FileFormatException(FileFault.Corrupt, "A storage lies within its entry", $"storage {PickleText.Print(key)}", received: $"{length} elements");
            }

            _storages[PickleText.Plain(key)] = new TorchStorage(PickleText.Plain(key), element, length) { Bytes = entry.Slice(position, length * element.Size) };
            position += length * element.Size;
        }

        ReadViews(PickleReader.Read(entry, ref position));
    }

    private void ReadViews(object? views)
    {
        foreach (var view in views as List<object?> ?? throw Invalid("The storages' views are a list"))
        {
            if (view is not (PickleTuple and [var key, var root, long offset, long length]) || !_storages.TryGetValue(PickleText.Plain(root), out var storage)
                || offset < 0 || length < 0 || offset > storage.Length - length)
            {
                throw Invalid("A storage's view lies within it");
            }

            _storages[PickleText.Plain(key)] = new TorchStorage(PickleText.Plain(key), storage, offset, length);
        }
    }

    private void ReadTensors(ByteSource entry)
    {
        var position = 0L;
        for (var left = Count(PickleReader.Read(entry, ref position)); left > 0; left--)
        {
            if (PickleReader.Read(entry, ref position) is not (PickleTuple and [var key, var storageKey, _]) || !_storages.TryGetValue(PickleText.Plain(storageKey), out var storage))
            {
                throw Invalid("A tensor is described by key, storage and class");
            }

            // The number of axes is 4 bytes, then 4 of padding.
            var axes = BinaryPrimitives.ReadInt32LittleEndian(entry.ReadArray(position, 8));
            if (axes is < 0 or > TorchLimits.MaximumAxes)
            {
                throw Invalid($"A tensor has at most {TorchLimits.MaximumAxes} axes");
            }

            position += 8;
            var numbers = new long[(2 * axes) + 1];
            for (var i = 0; i < numbers.Length; i++, position += sizeof(long))
            {
                numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(entry.ReadArray(position, sizeof(long)));
            }

            _tensors[PickleText.Plain(key)] = new TorchStridedTensor(storage, numbers[^1], numbers[..axes], numbers[axes..(2 * axes)]);
        }
    }

    private TorchTensor Load(PickleTuple id) => id is [var key] && _tensors.TryGetValue(PickleText.Plain(key), out var tensor)
        ? tensor
        : throw new FileFormatException(FileFault.Corrupt, "The pickle refers to tensors that the archive has", "pickle", received: PickleText.Print(id));

    private static long Count(object? value) => value is long and >= 0 and <= TorchLimits.MaximumTarTensors and var count
        ? count
        : throw new FileFormatException(FileFault.Limit, "A tar entry begins with a count", "tar archive", $"0 to {TorchLimits.MaximumTarTensors}", PickleText.Print(value));

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field[..(field.IndexOf((byte)0) is >= 0 and var end ? end : field.Length)]);

    private static long Octal(ReadOnlySpan<byte> field)
    {
        var value = 0L;
        foreach (var digit in field.Trim(" \0"u8))
        {
            value = digit is >= (byte)'0' and <= (byte)'7' ? (value * 8) + digit - '0' : throw Invalid("The length of a tar entry is octal digits");
        }

        return value;
    }

    private static FileFormatException Invalid(string rule) => new(FileFault.Invalid, rule, "tar archive");
}
