using Diglot.Formats;
using Diglot.Formats.ExportedProgram;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Formats.Numpy;
using Diglot.Formats.Onnx;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;
using Diglot.TestKit;

namespace Diglot.Fuzz;

/// <summary>A reader to be fuzzed: reads an input whole, as a careful user would.</summary>
/// <param name="Endings">Golden files that the first inputs are made of.</param>
/// <param name="Read">Reads everything that the input holds.</param>
/// <param name="Words">Byte sequences that mean something in the format.</param>
internal sealed record Target(string[] Endings, Action<ByteSource> Read, byte[][] Words)
{
    private const long LargestRead = 1 << 20;
    private const int MaximumTensors = 1000;

    private static readonly Dictionary<string, Target> All = new()
    {
        ["pt"] = new([".pt", ".pth", ".bin"], ReadTorch, Fuzz.Words.Pickle),
        ["h5"] = new([".h5", ".hdf5"], ReadHdf5, Fuzz.Words.Hdf5),
        ["keras"] = new([".keras"], ReadKeras, [.. Fuzz.Words.Json, .. Fuzz.Words.Hdf5]),
        ["pt2"] = new([".pt2"], ReadProgram, [.. Fuzz.Words.Json, .. Fuzz.Words.Pickle]),
        ["safetensors"] = new([".safetensors"], static source => Touch(SafetensorsReader.Read(source).Tensors.Values), Fuzz.Words.Json),
        ["onnx"] = new([".onnx"], ReadOnnx, Fuzz.Words.Onnx),
        ["npz"] = new([], ReadNumpy, Fuzz.Words.Numpy),
        ["index"] = new([".json"], static source => ShardIndex.Read(source, "model.safetensors.index.json"), Fuzz.Words.Json),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Target? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Small golden files, the smallest first.</summary>
    public IEnumerable<byte[]> Seeds() => Endings.Length == 0 ? NumpySeeds.All() : new DirectoryInfo(Repository.Golden).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => Endings.Contains(file.Extension) && file.Length <= Current.MaximumLength / 4)
        .OrderBy(static file => file.Length).Select(static file => File.ReadAllBytes(file.FullName));

    private static void ReadTorch(ByteSource source)
    {
        _ = FormatCatalogue.All.Count(format => format.Detects(source));
        var file = TorchReader.Read(source);
        _ = file.FindStateDict();
        Touch(file.Tensors.Values);
    }

    private static void ReadProgram(ByteSource source)
    {
        _ = ExportedProgramFormat.Instance.Detects(source);
        var file = ExportedProgramReader.Read(source);
        _ = file.Modules;
        Touch(file.Weights.Values.Concat(file.Constants.Values));
    }

    private static void ReadHdf5(ByteSource source)
    {
        var isKeras = KerasH5Format.Instance.Detects(source);
        Walk(Hdf5Reader.Read(source));
        if (isKeras)
        {
            Walk(KerasH5Reader.Read(source));
        }
    }

    private static void ReadKeras(ByteSource source)
    {
        var file = KerasArchiveReader.Read(source, verify: false);
        Walk(file.Weights);
        Touch(KerasVariables.All(file.Weights).Values);
    }

    private static void ReadNumpy(ByteSource source)
    {
        var arrays = NpyFormat.Instance.Detects(source) ? [NpyReader.Read(source)] : NpzReader.Read(source).Values;
        Touch(arrays.Where(static array => !array.IsText).Select(static array => array.Data));
        foreach (var text in arrays.Where(static array => array.IsText))
        {
            _ = text.ReadText();
        }
    }

    private static void ReadOnnx(ByteSource source)
    {
        _ = OnnxFormat.Instance.Detects(source);
        Touch(OnnxReader.Read(source).Weights.Values);
    }

    private static void Walk(KerasH5File file)
    {
        Touch(file.Layers.Append(file.TopLevel).OfType<KerasH5Layer>().SelectMany(static layer => layer.Weights).Concat(file.OptimizerWeights ?? []).Select(static weight => weight.Data));
        if (file.Variables is { } variables)
        {
            Touch(KerasVariables.All(variables).Values);
        }
    }

    private static void Walk(Hdf5Group root)
    {
        foreach (var (_, found) in root.Walk())
        {
            var values = Each(() => found.Attributes.Values.ToArray()) ?? [];
            foreach (var value in found is Hdf5Dataset dataset ? values.Append(dataset.Value) : values)
            {
                Each(() => value.Texts);
                Each(() => { Touch([value.Numbers]); return ""; });
            }
        }
    }

    // Of one damaged part the reader tells; the others are looked at all the same.
    private static T? Each<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (FileFormatException)
        {
            return null;
        }
    }

    private static void Touch(IEnumerable<TensorData> tensors)
    {
        foreach (var tensor in tensors.Take(MaximumTensors))
        {
            if (tensor.ByteLength <= LargestRead)
            {
                tensor.CopyTo(new byte[tensor.ByteLength]);
            }
        }
    }
}
