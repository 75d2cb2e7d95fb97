namespace Diglot.Formats.Hdf5;

/// <summary>Finds the superblock: at the start, or behind a user block of 512, 1024, 2048 … bytes.</summary>
public static class Hdf5Detector
{
    /// <summary>Whether the bytes hold an HDF5 file.</summary>
    public static bool Matches(ByteSource source) => FindSuperblock(source) is not null;

    /// <summary>Where the superblock begins, or null.</summary>
    internal static long? FindSuperblock(ByteSource source)
    {
        Span<byte> signature = stackalloc byte[Hdf5Format.Signature.Length];
        for (var offset = 0L; offset <= source.Length - signature.Length; offset = offset == 0 ? 512 : offset * 2)
        {
            source.Read(offset, signature);
            if (signature.SequenceEqual(Hdf5Format.Signature))
            {
                return offset;
            }
        }

        return null;
    }
}
