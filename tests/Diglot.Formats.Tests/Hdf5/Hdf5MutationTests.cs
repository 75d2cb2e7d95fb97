using System.Diagnostics;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Hdf5;

/// <summary>Files with bytes changed at random: each is read or refused with our own error, soon and in little memory.</summary>
public sealed class Hdf5MutationTests
{
    private const int Rounds = 60;

    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Golden, "hdf5-oddities"), "*.h5").Select(static file => $"hdf5-oddities/{Path.GetFileName(file)}"),
        "keras-models/autoencoder/model.h5",
        "keras-models/autoencoder/model.keras",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Reader_answers_with_its_own_error_when_bytes_are_changed(string file)
    {
        var sound = File.ReadAllBytes(Path.Combine(Repository.Golden, file));
        var random = new Random(20240601);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutate(sound, random);
            var clock = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Record.Exception(() => ReadAll(ByteSource.FromMemory(bytes, "mutated.h5"), file.EndsWith(".keras", StringComparison.Ordinal)));
            Assert.True(error is null or FileFormatException { File: not null }, $"round {round}: {error}");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"round {round}: {clock.Elapsed}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 256 << 20, $"round {round}");
        }
    }

    private static byte[] Mutate(byte[] sound, Random random)
    {
        var bytes = sound.ToArray();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(bytes.Length);

            // Most of a file is zeros or numbers: prefer the structures.
            for (var tries = 0; tries < 8 && bytes[at] == 0; tries++)
            {
                at = random.Next(Math.Min(bytes.Length, 20_000));
            }

            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = 0xFF;
                    break;
                case 2:
                    random.NextBytes(bytes.AsSpan(at, Math.Min(8, bytes.Length - at)));
                    break;
                default:
                    bytes.AsSpan(random.Next(bytes.Length - 64), 8).CopyTo(bytes.AsSpan(Math.Min(at, bytes.Length - 8)));
                    break;
            }
        }

        return random.Next(20) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static void ReadAll(ByteSource source, bool isArchive)
    {
        var root = isArchive ? KerasArchiveReader.Read(source).Weights : Hdf5Reader.Read(source);
        foreach (var (_, found) in root.Walk())
        {
            foreach (var value in found.Attributes.Values.Where(static value => value.Shape is not null))
            {
                _ = value.Type.IsText ? value.Texts.Count : value.Numbers.Bytes().Length;
            }

            if (found is Hdf5Dataset { Value: { Shape: not null, Type.IsText: false } } dataset)
            {
                dataset.Data.Bytes();
            }
        }
    }
}
