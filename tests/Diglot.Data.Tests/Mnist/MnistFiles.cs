using System.IO.Compression;

namespace Diglot.Data.Tests.Mnist;

/// <summary>Writes small MNIST folders, whole or damaged, into a temporary place.</summary>
internal sealed class MnistFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("diglot-mnist-").FullName;

    public static byte[] Images(int count) =>
        [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, 28, 0, 0, 0, 28, .. Enumerable.Range(0, count * 784).Select(i => (byte)(i % 251))];

    public static byte[] Labels(int count) => [0, 0, 8, 1, 0, 0, 0, (byte)count, .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];

    public static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void WriteAll(string prefix = "", bool packed = true)
    {
        foreach (var (half, count) in new[] { ("train", 5), ("t10k", 3) })
        {
            var end = packed ? ".gz" : "";
            Write(prefix + half + "-images-idx3-ubyte" + end, packed ? Pack(Images(count)) : Images(count));
            Write(prefix + half + "-labels-idx1-ubyte" + end, packed ? Pack(Labels(count)) : Labels(count));
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
