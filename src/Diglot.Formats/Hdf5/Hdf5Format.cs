namespace Diglot.Formats.Hdf5;

/// <summary>
/// HDF5, the container that Keras keeps weights in: groups and arrays in a tree, each with named attributes
/// (HDF5 File Format Specification 3.0, https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html).
/// Read: superblocks 0 to 3, old and new groups, every chunk index, the filters deflate, shuffle, Fletcher-32 and LZF.
/// Written: what h5py writes by default (superblock 0, contiguous arrays). Refused by name: external and virtual storage,
/// external links, compound and reference types, szip, n-bit and scale-offset filters.
/// </summary>
public static class Hdf5Format
{
    /// <summary>The eight bytes that open a superblock.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("HDF5", [".h5", ".hdf5"], Hdf5Detector.Matches);
}
