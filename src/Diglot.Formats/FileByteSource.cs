using Microsoft.Win32.SafeHandles;

namespace Diglot.Formats;

/// <summary>A file on disk, read piece by piece.</summary>
internal sealed class FileByteSource : ByteSource
{
    private readonly SafeFileHandle _handle;

    public FileByteSource(string path)
        : this(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess))
    {
    }

    private FileByteSource(string path, SafeFileHandle handle)
        : base(path, RandomAccess.GetLength(handle)) => _handle = handle;

    private protected override void ReadCore(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var count = RandomAccess.Read(_handle, destination, offset);
            if (count == 0)
            {
                throw new FileFormatException(FileFault.Corrupt, "The file became shorter while it was being read", place: $"byte {offset}", file: Name);
            }

            offset += count;
            destination = destination[count..];
        }
    }
}
