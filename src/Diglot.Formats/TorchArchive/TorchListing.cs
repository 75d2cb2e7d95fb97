using Diglot.Formats.Numpy;
using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>Lists the tensors of an object by their paths.</summary>
internal sealed class TorchListing
{
    private readonly OrderedDictionary<string, TensorData> _tensors = [];
    private readonly Dictionary<object, bool> _holdsTensors = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _path = new(ReferenceEqualityComparer.Instance);
    private int _visits;
    private long _text;

    public static IReadOnlyDictionary<string, TensorData> List(object? value)
    {
        if (value is ForeignObject module && TorchStateDict.OfModule(module) is { } state)
        {
            return state;
        }

        var listing = new TorchListing();
        listing.Visit(value, "");
        return listing._tensors;
    }

    /// <summary>A value as a tensor, if it is one: a storage counts as a tensor of one axis.</summary>
    private static TensorData? AsTensor(object? value) => value switch
    {
        TensorData tensor => tensor,
        TorchStorage storage => new TorchStridedTensor(storage, 0, [storage.Length], [1]),
        NumpyArray { Content: { IsText: false } content } => content.Data,
        _ => null,
    };

    private static IEnumerable<KeyValuePair<object?, object?>>? Children(object? value) => value switch
    {
        PickleDict dict => dict,
        ForeignObject { DictItems: { } items } => items,
        IReadOnlyList<object?> list => list.Select(static (item, index) => KeyValuePair.Create((object?)(long)index, item)),
        _ => null,
    };

    private void Visit(object? value, string path)
    {
        _text += path.Length;
        if (++_visits > TorchLimits.MaximumListedValues || _text > TorchLimits.MaximumListedText)
        {
            throw new FileFormatException(FileFault.Limit, "A file holds no more tensors than a real one", place: null, $"at most {TorchLimits.MaximumListedValues} values, {TorchLimits.MaximumListedText} characters in their names");
        }

        if (AsTensor(value) is { } tensor)
        {
            _tensors[path.Length == 0 ? "value" : path] = tensor;
            return;
        }

        // Containers without tensors are left out at once: a few shared ones may stand for endless paths.
        if (Children(value) is not { } children || !HoldsTensors(value!) || !_path.Add(value!))
        {
            return;
        }

        foreach (var (key, child) in children)
        {
            var name = PickleText.Plain(key);
            Visit(child, path.Length == 0 ? name : $"{path}/{name}");
        }

        _path.Remove(value!);
    }

    private bool HoldsTensors(object container)
    {
        if (_holdsTensors.TryGetValue(container, out var holds))
        {
            return holds;
        }

        _holdsTensors[container] = false;
        foreach (var (_, child) in Children(container)!)
        {
            if (AsTensor(child) is not null || (Children(child) is not null && HoldsTensors(child!)))
            {
                return _holdsTensors[container] = true;
            }
        }

        return false;
    }
}
