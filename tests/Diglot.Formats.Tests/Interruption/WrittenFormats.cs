using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Formats.Numpy;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;
using Diglot.Tensors;

namespace Diglot.Formats.Tests.Interruption;

/// <summary>Every format that is written, with one array whose elements all have the same value: half a file, or a mixture of two, would show.</summary>
internal static class WrittenFormats
{
    /// <summary>File names and how they are written.</summary>
    public static IReadOnlyDictionary<string, Action<string, TensorData>> All { get; } = new Dictionary<string, Action<string, TensorData>>
    {
        ["a.keras"] = static (path, data) => KerasArchiveWriter.Write(path, new KerasArchiveFile(new JsonObject { ["class_name"] = "Sequential", ["config"] = new JsonObject() }, [], Tree(data))),
        ["a.h5"] = static (path, data) => KerasH5Writer.Write(path, new KerasH5File
        {
            Kind = KerasH5Kind.WholeModel,
            ModelConfig = new JsonObject { ["class_name"] = "Sequential" },
            Layers = [new KerasH5Layer("dense", [new KerasH5Weight("dense/kernel:0", data)])],
        }),
        ["a.weights.h5"] = static (path, data) => KerasH5Writer.Write(path, new KerasH5File { Kind = KerasH5Kind.Variables, Variables = Tree(data) }),
        ["a.pt"] = static (path, data) => TorchWriter.Write(path, TorchWriter.StateDict([new("w", data)])),
        ["a.safetensors"] = static (path, data) => SafetensorsWriter.Write(path, [new("w", data)]),
        ["a.npz"] = static (path, data) => NpzWriter.Write(path, [new("w", data)]),
        ["a.npy"] = static (path, data) => NpyWriter.Write(path, data),
    };

    /// <summary>So many elements of one value.</summary>
    public static TensorData Constant(float value, int length)
    {
        var elements = new float[length];
        Array.Fill(elements, value);
        return new MemoryTensorData(DType.Float32, [length], MemoryMarshal.AsBytes(elements.AsSpan()).ToArray());
    }

    /// <summary>The value and the number of elements of a file that holds together; throws if it does not.</summary>
    public static (float Value, int Length) Read(string path)
    {
        var data = ModelFileReader.Read(path).Weights.Single().Value;
        var bytes = new byte[data.ByteLength];
        data.CopyTo(bytes);
        var elements = MemoryMarshal.Cast<byte, float>(bytes);
        return elements.IndexOfAnyExcept(elements[0]) < 0 ? (elements[0], elements.Length) : throw new InvalidDataException($"{path} mixes two contents");
    }

    private static Hdf5Group Tree(TensorData data)
    {
        var root = new Hdf5Group();
        root.Add("layers/dense/vars/0", data);
        return root;
    }
}
