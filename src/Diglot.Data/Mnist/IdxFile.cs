using System.Buffers.Binary;
using System.IO.Compression;

namespace Diglot.Data.Mnist;

/// <summary>
/// Reads idx, the format MNIST is published in: two zero bytes, the element type (0x08 = unsigned byte), the number of axes,
/// one big-endian 32-bit size an axis, then the elements. A file that begins as gzip is unpacked on the way, its checksum and length checked.
/// </summary>
public static class IdxFile
{
    private const byte UnsignedByte = 0x08;
    private const string FetchAgain = "The file is damaged or incomplete: fetch it again.";

    // Deflate cannot pack better than about 1032 to 1, so a header that promises more is false and nothing is allocated for it.
    private const long BestDeflateRatio = 1032;

    /// <summary>Reads a whole file of unsigned bytes.</summary>
    /// <param name="path">The file, packed with gzip or not.</param>
    /// <param name="rank">The number of axes it must have: 3 for MNIST pictures, 1 for labels.</param>
    /// <exception cref="MnistFormatException">Wrong magic number, truncated, longer than declared, or a broken gzip stream.</exception>
    public static IdxArray Read(string path, int rank)
    {
        using var file = File.OpenRead(path);
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        if (!packed)
        {
            return Read(path, file, rank, available: file.Length);
        }

        try
        {
            var available = UnpackedLength(file);
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            return Read(path, unpacked, rank, Math.Min(available, file.Length * BestDeflateRatio));
        }
        catch (InvalidDataException broken)
        {
            throw new MnistFormatException(path, "a gzip file unpacks and its checksum agrees", "a whole gzip stream", "a broken one: " + broken.Message, FetchAgain, broken);
        }
    }

    // The last four bytes of a gzip file. GZipStream does not miss them when they are cut off, so they are checked here.
    private static long UnpackedLength(FileStream file)
    {
        Span<byte> trailer = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - trailer.Length);
        file.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }

    private static IdxArray Read(string path, Stream stream, int rank, long available)
    {
        var header = new byte[4 + (4 * rank)];
        var got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        CheckMagic(path, header.AsSpan(0, got), rank);
        if (got < header.Length)
        {
            throw Truncated(path, header.Length, got);
        }

        var shape = new int[rank];
        var length = 1L;
        for (var axis = 0; axis < rank; axis++)
        {
            shape[axis] = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (4 * axis)));
            if (shape[axis] <= 0)
            {
                throw new MnistFormatException(path, "sizes are positive", "a size of at least 1", $"{shape[axis]} along axis {axis}", FetchAgain);
            }

            length = Math.Min(length * shape[axis], 1L << 32);
        }

        if (length > Array.MaxLength || header.Length + length != available)
        {
            throw new MnistFormatException(path, "an idx file is as long as its header says", $"{header.Length} + {string.Join(" x ", shape)} bytes",
                $"{available} bytes", FetchAgain);
        }

        var data = new byte[length];
        got = stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        if (got < data.Length)
        {
            throw Truncated(path, header.Length + length, header.Length + got);
        }

        // Reading past the last element also makes the gzip reader check the checksum and the length at the end of the stream.
        if (stream.ReadByte() >= 0)
        {
            throw new MnistFormatException(path, "an idx file is as long as its header says", $"{available} bytes", "more", FetchAgain);
        }

        return new IdxArray(shape, data);
    }

    private static void CheckMagic(string path, ReadOnlySpan<byte> header, int rank)
    {
        ReadOnlySpan<byte> magic = [0, 0, UnsignedByte, (byte)rank];
        if (header.Length < magic.Length)
        {
            throw Truncated(path, magic.Length, header.Length);
        }

        if (!header.StartsWith(magic))
        {
            throw new MnistFormatException(path, $"an idx file of bytes with {rank} axes begins with its magic number", Convert.ToHexString(magic),
                Convert.ToHexString(header[..magic.Length]), "Is it another file under this name, such as a saved web page, or pictures and labels swapped? Fetch it again.");
        }
    }

    private static MnistFormatException Truncated(string path, long expected, long received) =>
        new(path, "an idx file is as long as its header says", $"{expected} bytes", $"{received} bytes", FetchAgain);
}
