using System.Buffers.Binary;
using System.Numerics;
using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>The form before PyTorch 1.6: pickles of magic number, protocol, system, object and storage keys, then each storage's length and content.</summary>
internal sealed class TorchLegacy
{
    private const long Protocol = 1001;

    private readonly Dictionary<string, TorchStorage> _storages = [];
    private readonly Dictionary<string, TorchStorage> _views = [];

    public static TorchFile Read(ByteSource source, TorchNesting nesting)
    {
        var position = 0L;
        var magic = PickleReader.Read(source, ref position);
        if (magic is not BigInteger number || number != new BigInteger(TorchDetector.LegacyMagic))
        {
            throw new FileFormatException(FileFault.Corrupt, "A legacy PyTorch file begins with its magic number", "byte 0", received: PickleText.Print(magic));
        }

        var protocol = PickleReader.Read(source, ref position);
        if (protocol is not Protocol)
        {
            throw new FileFormatException(FileFault.Unsupported, "The protocol of a legacy PyTorch file is known", $"byte {position}", $"{Protocol}", PickleText.Print(protocol));
        }

        PickleReader.Read(source, ref position);
        var file = new TorchLegacy();
        var value = PickleReader.Read(source, ref position, new TorchResolver(file.Load, nesting));
        var keys = PickleReader.Read(source, ref position);
        file.BindStorages(source, keys, position);
        return new TorchFile(value, TorchForm.Legacy);
    }

    /// <summary>A single pickle: it can hold no storages but those stored in it as bytes.</summary>
    public static TorchFile ReadPickle(ByteSource source, TorchNesting nesting) => new(
        PickleReader.Read(source, new TorchResolver(
            static id => throw new FileFormatException(FileFault.Invalid, "A plain pickle refers to nothing outside itself", "pickle", received: PickleText.Print(id)), nesting)),
        TorchForm.Pickle);

    private object? Load(PickleTuple id)
    {
        if (id is ["module", ForeignReference type, ..])
        {
            // A module's class comes with its source text, which stays text.
            return type;
        }

        var (element, key, length) = TorchPersistentId.Parse(id);
        if (!_storages.TryGetValue(key, out var storage))
        {
            storage = new TorchStorage(key, element, length);
            _storages.Add(key, storage);
        }

        return id is [_, _, _, _, _, PickleTuple view] ? View(storage, view) : storage;
    }

    private TorchStorage View(TorchStorage root, PickleTuple view)
    {
        if (view is not [string key, long offset, long length] || offset < 0 || length < 0 || offset > root.Length - length)
        {
            throw new FileFormatException(FileFault.Invalid, "A storage's view lies within it", $"storage '{root.Key}'", received: PickleText.Print(view));
        }

        if (!_views.TryGetValue(key, out var storage))
        {
            storage = new TorchStorage(key, root, offset, length);
            _views.Add(key, storage);
        }

        return storage;
    }

    private void BindStorages(ByteSource source, object? keys, long position)
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var key in keys as List<object?> ?? throw new FileFormatException(FileFault.Corrupt, "The list of storage keys follows the object", $"byte {position}"))
        {
            if (key is not string name || !_storages.TryGetValue(name, out var storage))
            {
                throw new FileFormatException(FileFault.Invalid, "Each stored storage is used by a tensor", $"byte {position}", received: PickleText.Print(key));
            }

            source.Read(position, count);
            position += count.Length;
            var length = BinaryPrimitives.ReadInt64LittleEndian(count);
            if (length != storage.Length || length > (source.Length - position) / storage.Type.Size)
            {
                throw new FileFormatException(
                    FileFault.Corrupt, "A storage has as many elements as its tensors say, all of them in the file", $"storage '{name}', byte {position}", $"{storage.Length}", $"{length}");
            }

            storage.Bytes = source.Slice(position, storage.ByteLength);
            position += storage.ByteLength;
        }

        foreach (var storage in _storages.Values)
        {
            _ = storage.Bytes;
        }
    }
}
