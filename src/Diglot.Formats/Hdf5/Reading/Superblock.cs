namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The file's entry point: how wide addresses are, where the root group is, how long the file should be.</summary>
internal static class Superblock
{
    private const string What = "superblock";

    /// <summary>Reads the superblock; gives the file by its addresses and the address of the root group's header.</summary>
    public static (Hdf5Image Image, long Root) Read(ByteSource source)
    {
        var start = Hdf5Detector.FindSuperblock(source) ?? throw new FileFormatException(
            source.Length == 0 ? FileFault.Corrupt : FileFault.WrongFormat,
            "An HDF5 file holds the HDF5 signature at byte 0, 512, 1024 …",
            place: "signature",
            received: source.Length == 0 ? "an empty file" : "none",
            remedy: "Check that this is the file you mean, and that it was copied whole.");
        var head = source.ReadArray(start, (int)Math.Min(128, source.Length - start));
        var cursor = new Hdf5Cursor(head, 8, 8, What, start);
        cursor.Skip(Hdf5Format.Signature.Length);
        var version = cursor.Version(0, 3);
        return version < 2 ? ReadOld(source, start, head, version) : ReadNew(source, start, head);
    }

    private static (Hdf5Image Image, long Root) ReadOld(ByteSource source, long start, byte[] head, byte version)
    {
        var sizes = new Hdf5Cursor(head, 8, 8, What, start);
        sizes.Skip(13);
        var (addressSize, lengthSize) = (CheckSize(sizes.U8()), CheckSize(sizes.U8()));
        var cursor = new Hdf5Cursor(head, addressSize, lengthSize, What, start);
        cursor.Skip(version == 0 ? 24 : 28);
        var baseAddress = cursor.Address();
        cursor.Address();
        var end = cursor.Address();
        cursor.Address();
        var image = Image(source, start, baseAddress, end, addressSize, lengthSize);
        cursor.Address();
        return (image, cursor.Address());
    }

    private static (Hdf5Image Image, long Root) ReadNew(ByteSource source, long start, byte[] head)
    {
        var sizes = new Hdf5Cursor(head, 8, 8, What, start);
        sizes.Skip(9);
        var (addressSize, lengthSize) = (CheckSize(sizes.U8()), CheckSize(sizes.U8()));
        var cursor = new Hdf5Cursor(head, addressSize, lengthSize, What, start);
        cursor.Skip(12);
        var baseAddress = cursor.Address();
        cursor.Address();
        var end = cursor.Address();
        var root = cursor.Address();
        cursor.Checksum();
        return (Image(source, start, baseAddress, end, addressSize, lengthSize), root);
    }

    private static int CheckSize(int size) => size is 2 or 4 or 8
        ? size
        : throw Hdf5Fault.Corrupt(What, "Addresses and lengths have 2, 4 or 8 bytes", received: size);

    private static Hdf5Image Image(ByteSource source, long start, long baseAddress, long end, int addressSize, int lengthSize)
    {
        // A user block put in front later moves the whole file: the signature's place wins over the stored base.
        var shift = start - baseAddress;
        if (baseAddress < 0 || end < 0 || source.Length < end + shift)
        {
            throw Hdf5Fault.Corrupt(What, "The file is as long as its superblock says", $"{end + shift} bytes", source.Length);
        }

        return new Hdf5Image(source, start, addressSize, lengthSize);
    }
}
