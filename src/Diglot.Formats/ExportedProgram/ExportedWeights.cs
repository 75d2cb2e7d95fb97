using System.Text;
using Diglot.Formats.TorchArchive;
using Diglot.Formats.Zip;

namespace Diglot.Formats.ExportedProgram;

/// <summary>The arrays beside a program: raw files, and a list that says which weight is which part of which file.</summary>
internal sealed class ExportedWeights(ZipDirectory zip, string root)
{
    private readonly bool _isBigEndian = zip.TryGet(root + "byteorder", out var order) && Encoding.ASCII.GetString(order.ReadArray(16, verify: false)) == "big";
    private readonly Dictionary<(string Path, string Type), TorchStorage> _storages = [];

    /// <summary>The arrays of a folder: as its list says, or those of a state_dict that stands in their place.</summary>
    /// <param name="folder"><c>data/weights/</c> or <c>data/constants/</c>.</param>
    /// <param name="kind"><c>weights</c> or <c>constants</c>, as file names have it.</param>
    public IReadOnlyDictionary<string, TensorData> Read(string folder, string kind)
    {
        var tensors = new OrderedDictionary<string, TensorData>();
        if (zip.TryGet($"{root}{folder}model_{kind}_config.json", out var list))
        {
            var json = ExportedJson.Parse(list.ReadArray(ExportedProgramLimits.MaximumTextBytes), list.Name);
            foreach (var (name, entry) in json["config"].Members)
            {
                if (tensors.Count == ExportedProgramLimits.MaximumTensors)
                {
                    throw new FileFormatException(FileFault.Limit, "A program has no more weights than a real one", list.Name, $"at most {ExportedProgramLimits.MaximumTensors}", "more");
                }

                if (Tensor($"{root}{folder}", entry) is { } tensor)
                {
                    tensors.Add(name, tensor);
                }
            }
        }
        else if (zip.TryGet($"{root}{folder}model.pt", out var file))
        {
            return StateDict(file);
        }

        return tensors;
    }

    /// <summary>The arrays of a state_dict inside the archive.</summary>
    public static IReadOnlyDictionary<string, TensorData> StateDict(ZipEntry entry)
    {
        var file = TorchReader.Read(Open(entry));
        return file.FindStateDict() ?? file.Tensors;
    }

    // Objects of a program's own (custom_obj_0) are no tensors.
    private TensorData? Tensor(string folder, ExportedJson entry)
    {
        var path = entry["path_name"].Text();
        if (!path.StartsWith("weight_", StringComparison.Ordinal) && !path.StartsWith("tensor_", StringComparison.Ordinal))
        {
            return null;
        }

        var isParameter = entry.TryGet("is_param")?.Flag() ?? false;
        if (entry.TryGet("use_pickle")?.Flag() ?? false)
        {
            return TorchReader.Read(Open(zip[folder + path])).Value as TensorData ?? throw entry.Bad("a pickled tensor", "another object");
        }

        var meta = entry["tensor_meta"];
        var number = meta["dtype"].Number();
        var type = ExportedTypes.Of(number) ?? throw new FileFormatException(FileFault.Unsupported, "The element type of a weight is known", entry.Place, received: $"number {number}");
        if (meta.TryGet("layout")?.Number() is { } layout and not 7)
        {
            throw new FileFormatException(FileFault.Unsupported, "A weight lies by strides", entry.Place, "layout 7", $"{layout}", "Export the network with dense weights.");
        }

        var tensor = new TorchStridedTensor(Storage(folder + path, type), meta["storage_offset"] is var offset ? Number(offset) : 0, Numbers(meta["sizes"]), Numbers(meta["strides"]));
        return isParameter ? tensor.AsParameter(meta.TryGet("requires_grad")?.Flag() ?? true) : tensor;
    }

    // Weights that are one tensor in the network share a file.
    private TorchStorage Storage(string path, TorchElementType type)
    {
        if (!_storages.TryGetValue((path, type.Name), out var storage))
        {
            var bytes = Open(zip[path]);
            storage = new TorchStorage(path, type, bytes.Length / type.Size, _isBigEndian) { Bytes = bytes };
            _storages.Add((path, type.Name), storage);
        }

        return storage;
    }

    private static ByteSource Open(ZipEntry entry) => entry.Open(entry.IsStored ? long.MaxValue : Math.Max(ExportedProgramLimits.FreelyInflatedBytes, entry.CompressedLength * ExportedProgramLimits.MaximumInflation));

    private static long[] Numbers(ExportedJson list) => [.. list.Items.Select(Number)];

    private static long Number(ExportedJson json) => json.TryGet("as_int") is { } number ? number.Number() : throw json.Bad("a number", "an open length");
}
