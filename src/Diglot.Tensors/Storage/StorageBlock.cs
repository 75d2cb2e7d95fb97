namespace Diglot.Tensors.Storage;

/// <summary>
/// A block of 64-byte-aligned memory that arrays view. Nobody disposes it: when no array refers to it any more, its
/// finalizer hands the block back to the <see cref="MemoryPool"/>; where the engine alone knows that a block is dead
/// it calls <see cref="Release"/> and saves the garbage collector the trouble.
/// </summary>
public sealed unsafe class StorageBlock
{
    private void* _memory;

    /// <summary>Takes a block of at least <paramref name="byteLength"/> bytes; its content is unspecified.</summary>
    public StorageBlock(long byteLength)
    {
        ByteLength = byteLength;
        _memory = MemoryPool.Rent(byteLength);
    }

    /// <summary>Gives the block back when the last array over it is gone.</summary>
    ~StorageBlock() => Release();

    /// <summary>Usable bytes.</summary>
    public long ByteLength { get; }

    /// <summary>Counts in-place changes, so that a gradient computed from changed values is refused.</summary>
    public int Version { get; private set; }

    /// <summary>The block's first byte. Keep the storage alive (<see cref="GC.KeepAlive"/>) for as long as the pointer is used.</summary>
    public void* Memory => _memory is not null ? _memory
        : throw new ObjectDisposedException(nameof(StorageBlock), "This array's memory was already given back: it belonged to a freed gradient graph.");

    /// <summary>Notes that the content was changed in place.</summary>
    public void Touch() => Version++;

    /// <summary>Returns the block now. Only for blocks that nobody else can see.</summary>
    public void Release()
    {
        var memory = _memory;
        if (memory is not null)
        {
            _memory = null;
            MemoryPool.Return(memory, ByteLength);
            GC.SuppressFinalize(this);
        }
    }
}
