using Diglot.Tensors;

namespace Diglot.Formats.TorchArchive;

/// <summary>The memory behind one or several tensors. Tensors that share it are views of the same numbers.</summary>
public sealed class TorchStorage
{
    private readonly TorchStorage? _root;
    private readonly long _rootOffset;
    private ByteSource? _bytes;

    internal TorchStorage(string key, TorchElementType type, long length, bool isBigEndian = false)
    {
        Key = key;
        Type = type;
        Length = length;
        IsBigEndian = isBigEndian;
    }

    internal TorchStorage(string key, TorchStorage root, long offset, long length)
        : this(key, root.Type, length, root.IsBigEndian)
    {
        _root = root;
        _rootOffset = offset;
    }

    /// <summary>The file's name for it.</summary>
    public string Key { get; }

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>Number of bytes.</summary>
    public long ByteLength => checked(Length * Type.Size);

    /// <summary>Type of the elements.</summary>
    public DType ElementType => Type.Element;

    internal TorchElementType Type { get; }

    internal bool IsBigEndian { get; }

    /// <summary>The content; for the legacy forms known only after the pickle has been read.</summary>
    internal ByteSource Bytes
    {
        get => _root is not null
            ? _root.Bytes.Slice(_rootOffset * Type.Size, ByteLength)
            : _bytes ?? throw new FileFormatException(FileFault.Corrupt, "The file holds the content of every storage that it names", $"storage '{Key}'");
        set => _bytes = value;
    }

    /// <summary>Whether the content is known.</summary>
    internal bool IsBound => _root?.IsBound ?? _bytes is not null;

    /// <summary>A storage of an array's elements, row-major: several <see cref="TorchStridedTensor"/> on it are written as views of one memory.</summary>
    public static TorchStorage Of(TensorData data)
    {
        var type = TorchElementType.OfName(TorchElementType.Describe(data.Type).Name)!;
        var length = checked((int)data.ByteLength);
        return new TorchStorage("", type, data.Length)
        {
            Bytes = new LazyByteSource("storage", length, () =>
            {
                var bytes = new byte[length];
                data.CopyTo(bytes);
                return bytes;
            }),
        };
    }
}
