using System.IO.MemoryMappedFiles;

namespace Diglot.Fuzz;

/// <summary>The input being run, in a mapped file, so that it outlives the process that it kills.</summary>
internal sealed class Current
{
    public const string FileName = "current.bin";
    public const int MaximumLength = 1 << 18;

    private readonly MemoryMappedViewAccessor view;

    public Current(string folder) =>
        view = MemoryMappedFile.CreateFromFile(Path.Combine(folder, FileName), FileMode.Create, null, MaximumLength + sizeof(int)).CreateViewAccessor();

    public void Set(byte[] input)
    {
        view.Write(0, input.Length);
        view.WriteArray(sizeof(int), input, 0, input.Length);
    }

    public static byte[] Read(string folder)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, FileName));
        return bytes.AsSpan(sizeof(int), BitConverter.ToInt32(bytes)).ToArray();
    }
}
