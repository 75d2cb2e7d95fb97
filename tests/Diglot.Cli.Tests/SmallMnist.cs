using System.Buffers.Binary;
using Diglot.Data.Mnist;

namespace Diglot.Cli.Tests;

/// <summary>A folder in the form of MNIST with a few pictures of noise: an epoch takes a fraction of a second.</summary>
internal static class SmallMnist
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    private const int Seed = 1;

    /// <summary>Writes the four files, not packed.</summary>
    public static string Make(string folder, int train = 320, int test = 64)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(Seed);
        foreach (var (half, count) in new[] { ("train", train), ("t10k", test) })
        {
            var pixels = new byte[count * MnistSplit.Side * MnistSplit.Side];
            random.NextBytes(pixels);
            Write(Path.Combine(folder, half + "-images-idx3-ubyte"), pixels, count, MnistSplit.Side, MnistSplit.Side);
            Write(Path.Combine(folder, half + "-labels-idx1-ubyte"), [.. Enumerable.Range(0, count).Select(static i => (byte)(i % 10))], count);
        }

        return folder;
    }

    private static void Write(string path, byte[] data, params int[] shape)
    {
        var header = new byte[4 + (4 * shape.Length)];
        (header[2], header[3]) = (8, (byte)shape.Length);
        for (var axis = 0; axis < shape.Length; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * axis)), shape[axis]);
        }

        File.WriteAllBytes(path, [.. header, .. data]);
    }
}
