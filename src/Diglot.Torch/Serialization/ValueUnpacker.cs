using Diglot.Formats;
using Diglot.Formats.Pickle;
using Diglot.Formats.TorchArchive;
using Diglot.Torch.NN.Core;

namespace Diglot.Torch.Serialization;

/// <summary>Turns what <see cref="TorchReader"/> reads into values of a program. What the file shares stays shared.</summary>
/// <param name="takesModules">Whether whole modules are built; else they are refused, as PyTorch's <c>weights_only</c> does.</param>
internal sealed class ValueUnpacker(bool takesModules = true)
{
    private readonly Dictionary<object, object> _known = new(ReferenceEqualityComparer.Instance);
    private ModuleReader? _modules;

    public object? Unpack(object? value)
    {
        if (value is null or string or ValueType)
        {
            return value;
        }

        return _known.TryGetValue(value, out var known) ? known : value switch
        {
            TensorData tensor => _known[value] = tensor is TorchTensor { IsParameter: true } ? ParameterMark.Set(Unpack(tensor)) : Unpack(tensor),
            ForeignObject module when ModuleReader.IsModule(module) => takesModules ? (_modules ??= new(this)).Read(module) : throw Refused(module),
            PickleDict dict => Unpack(dict),
            List<object?> list => Unpack(list),
            PickleTuple tuple => new PickleTuple([.. tuple.Select(Unpack)]),
            _ => value,
        };
    }

    private object Unpack(PickleDict dict)
    {
        PickleDict? metadata = null;
        dict.Attributes?.TryGet("_metadata", out metadata);
        if (dict.All(static entry => entry is { Key: string, Value: TensorData }) && (dict.Count > 0 || metadata is not null))
        {
            return Unpack(dict, metadata);
        }

        return dict.Keys.All(static key => key is string)
            ? Fill(dict, new OrderedDictionary<string, object?>(), static key => (string)key)
            : Fill(dict, new OrderedDictionary<object, object?>(), static key => key is long and >= int.MinValue and <= int.MaxValue ? (int)(long)key : key);
    }

    private StateDict Unpack(PickleDict dict, PickleDict? metadata)
    {
        var state = new StateDict();
        _known[dict] = state;
        foreach (var (name, value) in dict)
        {
            state[(string)name!] = (Tensor)Unpack(value)!;
        }

        foreach (var (path, facts) in metadata ?? new PickleDict())
        {
            if (path is string module && facts is PickleDict about && about.TryGet<long>("version", out var version))
            {
                state._metadata[module] = version;
            }
        }

        return state;
    }

    private OrderedDictionary<TKey, object?> Fill<TKey>(PickleDict dict, OrderedDictionary<TKey, object?> filled, Func<object, TKey> keyOf)
        where TKey : notnull
    {
        _known[dict] = filled;
        foreach (var (key, value) in dict)
        {
            filled[keyOf(key ?? throw new FileFormatException(FileFault.Unsupported, "A dictionary's keys are not None", "pickle"))] = Unpack(value);
        }

        return filled;
    }

    private List<object?> Unpack(List<object?> list)
    {
        var items = new List<object?>(list.Count);
        _known[list] = items;
        items.AddRange(list.Select(Unpack));
        return items;
    }

    private Tensor Unpack(TensorData data)
    {
        var trained = data is TorchTensor { RequiresGrad: true } && data.Type.IsFloatingPoint;
        if (data is not TorchStridedTensor { IsResolved: true } view || view.Storage.ElementType != view.Type || view.ElementType == "complex32")
        {
            return new(data.ToNDArray(), trained);
        }

        if (!_known.TryGetValue(view.Storage, out var storage))
        {
            storage = new TorchStridedTensor(view.Storage, 0, [view.Storage.Length], [1]).ToNDArray();
            _known[view.Storage] = storage;
        }

        return new(((NDArray)storage).View(new Shape([.. view.Shape.Select(static length => checked((int)length))]), view.Strides, view.Offset), trained);
    }

    private static FileFormatException Refused(ForeignObject module) => new(
        FileFault.Unsupported,
        "With weights_only a file holds tensors and plain values",
        "pickle",
        received: $"a whole module of class {module.Type.FullName}",
        remedy: "Pass weights_only: false to build the module; no code of the file is run.");
}
