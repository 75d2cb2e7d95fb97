using Diglot.Formats.Hdf5.Writing;

namespace Diglot.Formats.Hdf5;

/// <summary>
/// Writes a tree of groups, arrays and attributes as h5py writes it by default, so that every HDF5 reader takes it:
/// superblock 0, old-style groups, contiguous arrays, little-endian. Arrays are read from where they are, one by one.
/// bfloat16 is stored as Keras stores it: two opaque bytes and the attribute <c>dtype</c>.
/// Complex numbers, 8-bit floats, and arrays from 2 GiB on are refused.
/// </summary>
public static class Hdf5Writer
{
    /// <summary>Creates or replaces a file; under its name there is never half a file.</summary>
    /// <exception cref="FileFormatException">A value cannot be stored.</exception>
    public static void Write(string path, Hdf5Group root)
    {
        var plan = TreeWriter.Plan(root);
        AtomicFile.Write(path, stream => plan.WriteTo((bytes, _) => stream.Write(bytes)));
    }

    /// <summary>Writes to a stream.</summary>
    /// <exception cref="FileFormatException">A value cannot be stored.</exception>
    public static void Write(Stream stream, Hdf5Group root) => TreeWriter.Plan(root).WriteTo((bytes, _) => stream.Write(bytes));
}
