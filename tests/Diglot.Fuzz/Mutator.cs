using System.Buffers.Binary;
using System.IO.Compression;

namespace Diglot.Fuzz;

/// <summary>Makes a new input of old ones: bits, bytes, lengths, blocks, words, splices; inside archives too.</summary>
internal sealed class Mutator(Random random, byte[][] words)
{
    private const int MostSteps = 6;
    private static readonly long[] Numbers = [0, 1, -1, 2, 7, 8, 16, 32, 127, 128, 255, 256, 1000, 4096, 32767, 32768, 65535, 65536, 1 << 24, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue, long.MaxValue / 4];

    /// <summary>A changed copy of an input.</summary>
    /// <param name="input">What to change.</param>
    /// <param name="other">Another input, to take parts from.</param>
    public byte[] Change(byte[] input, byte[] other)
    {
        var changed = input.AsSpan().StartsWith("PK"u8) && random.Next(4) != 0 ? Inside(input, other) ?? Plain(input, other) : Plain(input, other);
        return changed.Length <= Current.MaximumLength ? changed : changed[..Current.MaximumLength];
    }

    // One entry is changed and the archive packed again, so that its check sums hold.
    private byte[]? Inside(byte[] input, byte[] other)
    {
        try
        {
            var entries = Entries(input);
            var inner = other.AsSpan().StartsWith("PK"u8) && Entries(other) is { Count: > 0 } from ? from[random.Next(from.Count)].Content : other;
            var at = random.Next(entries.Count);
            entries[at] = (entries[at].Name, Plain(entries[at].Content, inner));
            var packed = new MemoryStream();
            using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (name, content) in entries)
                {
                    using var stream = archive.CreateEntry(name, random.Next(8) == 0 ? CompressionLevel.Fastest : CompressionLevel.NoCompression).Open();
                    stream.Write(content);
                }
            }

            return packed.ToArray();
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    private static List<(string Name, byte[] Content)> Entries(byte[] input)
    {
        using var archive = new ZipArchive(new MemoryStream(input));
        return [.. archive.Entries.Where(static entry => entry.Length <= Current.MaximumLength).Select(static entry =>
        {
            using var stream = entry.Open();
            var content = new byte[entry.Length];
            stream.ReadExactly(content);
            return (entry.FullName, content);
        })];
    }

    private byte[] Plain(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var steps = 1 + random.Next(MostSteps); steps > 0; steps--)
        {
            Step(bytes, other);
        }

        return [.. bytes];
    }

    private void Step(List<byte> bytes, byte[] other)
    {
        // Headers lie in front: half the changes go there.
        var at = random.Next(2) == 0 ? random.Next(bytes.Count + 1) : random.Next(Math.Min(bytes.Count, 512) + 1);
        var length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(4) == 0 ? 512 : 16));
        switch (random.Next(11))
        {
            case 0 when length > 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1 when length > 0: bytes[at] = (byte)random.Next(256); break;
            case 2 when length > 0: bytes[at] += (byte)(random.Next(2) == 0 ? 1 : 255); break;
            case 3 or 4: Put(bytes, at, Number()); break;
            case 5: bytes.RemoveRange(at, length); break;
            case 6: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 7: bytes.InsertRange(at, words[random.Next(words.Length)]); break;
            case 8: Put(bytes, at, words[random.Next(words.Length)]); break;
            case 9 when bytes.Count > 0:
                var from = random.Next(bytes.Count);
                Put(bytes, at, [.. bytes.GetRange(from, Math.Min(length, bytes.Count - from))]);
                break;
            case 10 when other.Length > 0:
                var start = random.Next(other.Length);
                var part = other.AsSpan(start, Math.Min(1 + random.Next(256), other.Length - start));
                if (random.Next(8) == 0)
                {
                    bytes.RemoveRange(at, bytes.Count - at);
                    part = other.AsSpan(start);
                }

                bytes.InsertRange(at, part);
                break;
        }
    }

    private static void Put(List<byte> bytes, int at, ReadOnlySpan<byte> part)
    {
        for (var i = 0; i < part.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = part[i];
        }
    }

    private byte[] Number()
    {
        var bytes = new byte[sizeof(long)];
        var value = Numbers[random.Next(Numbers.Length)] + random.Next(-1, 2);
        var length = 1 << random.Next(4);
        if (random.Next(4) == 0)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            return bytes[^length..];
        }

        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes[..length];
    }
}
