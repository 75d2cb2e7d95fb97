using Diglot.Formats.Hdf5.Reading;

namespace Diglot.Formats.Hdf5;

/// <summary>
/// Opens HDF5 files. Only the superblock is read at once: groups, attributes and arrays follow when they are asked for.
/// Every size, offset and count is checked against the file before it is used, so a damaged or hostile file ends in a
/// <see cref="FileFormatException"/>, never in a crash, a hang or a large allocation.
/// </summary>
public static class Hdf5Reader
{
    /// <summary>Opens a file; gives its root group.</summary>
    /// <exception cref="FileFormatException">The file is no HDF5 file, or is damaged.</exception>
    public static Hdf5Group Read(string path) => Read(ByteSource.Open(path));

    /// <summary>Opens an HDF5 file that lies in a source, for example in an archive; gives its root group.</summary>
    /// <exception cref="FileFormatException">The bytes are no HDF5 file, or are damaged.</exception>
    public static Hdf5Group Read(ByteSource source)
    {
        try
        {
            var (image, root) = Superblock.Read(source);
            return ObjectReader.ReadRoot(image, root);
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            throw fault.In(source.Name);
        }
    }
}
