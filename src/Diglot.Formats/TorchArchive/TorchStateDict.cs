using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>Finds the weights in what a file holds: a state_dict, a checkpoint around one, a whole module, a TorchScript module.</summary>
internal static class TorchStateDict
{
    private static readonly string[] UsualKeys = ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params", "ema", "generator"];

    /// <summary>The weights in an object, or null if it holds none in a known way.</summary>
    public static IReadOnlyDictionary<string, TensorData>? Find(object? value) => value switch
    {
        ForeignObject module => OfModule(module),
        // That of a network without weights.
        PickleDict { Count: 0 } => new Dictionary<string, TensorData>(),
        PickleDict dict => OfDict(dict) ?? OfCheckpoint(dict),
        _ => null,
    };

    /// <summary>The state_dict of a pickled module or TorchScript module; null if the object is neither.</summary>
    public static IReadOnlyDictionary<string, TensorData>? OfModule(ForeignObject module)
    {
        if (!IsModule(module))
        {
            return null;
        }

        var tensors = new OrderedDictionary<string, TensorData>();
        var visits = 0;
        Collect(module, "", tensors, [], ref visits);
        return tensors;
    }

    private static bool IsModule(ForeignObject value) => IsScript(value) || (value.Attributes is { } attributes && attributes.TryGet<PickleDict>("_modules", out _));

    private static bool IsScript(ForeignObject value) => value.Type.Module.StartsWith("__torch__", StringComparison.Ordinal);

    private static OrderedDictionary<string, TensorData>? OfDict(PickleDict dict)
    {
        var tensors = new OrderedDictionary<string, TensorData>();
        foreach (var (key, value) in dict)
        {
            if (key is not string name || value is not TensorData tensor)
            {
                return null;
            }

            tensors.Add(name, tensor);
        }

        return tensors.Count > 0 ? tensors : null;
    }

    private static IReadOnlyDictionary<string, TensorData>? OfCheckpoint(PickleDict checkpoint)
    {
        foreach (var key in UsualKeys)
        {
            if (checkpoint.TryGet(key, out var value) && (value switch
            {
                PickleDict dict => OfDict(dict),
                ForeignObject module => OfModule(module),
                _ => null,
            }) is { } found)
            {
                return found;
            }
        }

        var dicts = checkpoint.Select(static pair => pair.Value).OfType<PickleDict>().Select(OfDict).OfType<OrderedDictionary<string, TensorData>>().ToList();
        return dicts.Count == 1 ? dicts[0] : null;
    }

    private static void Collect(ForeignObject module, string prefix, OrderedDictionary<string, TensorData> tensors, HashSet<ForeignObject> path, ref int visits)
    {
        if (module.Attributes is not { } attributes || !path.Add(module))
        {
            return;
        }

        if (++visits > TorchLimits.MaximumListedValues || tensors.Count > TorchLimits.MaximumListedValues)
        {
            throw new FileFormatException(FileFault.Limit, "A module has no more parts than a real one", prefix, $"at most {TorchLimits.MaximumListedValues}");
        }

        if (IsScript(module))
        {
            Add(attributes, prefix, tensors, null);
            CollectAll(attributes, prefix, tensors, path, ref visits);
        }
        else
        {
            attributes.TryGet<PickleSet>("_non_persistent_buffers_set", out var hidden);
            Add(attributes.TryGet<PickleDict>("_parameters", out var parameters) ? parameters : null, prefix, tensors, null);
            Add(attributes.TryGet<PickleDict>("_buffers", out var buffers) ? buffers : null, prefix, tensors, hidden);
            CollectAll(attributes.TryGet<PickleDict>("_modules", out var modules) ? modules : null, prefix, tensors, path, ref visits);
        }

        path.Remove(module);
    }

    private static void CollectAll(PickleDict? modules, string prefix, OrderedDictionary<string, TensorData> tensors, HashSet<ForeignObject> path, ref int visits)
    {
        foreach (var (name, value) in modules ?? new PickleDict())
        {
            if (value is ForeignObject inner && IsModule(inner))
            {
                Collect(inner, $"{prefix}{PickleText.Plain(name)}.", tensors, path, ref visits);
            }
        }
    }

    private static void Add(PickleDict? from, string prefix, OrderedDictionary<string, TensorData> tensors, PickleSet? hidden)
    {
        foreach (var (name, value) in from ?? new PickleDict())
        {
            if (value is TensorData tensor && hidden?.Items.Contains(name) != true)
            {
                tensors[prefix + PickleText.Plain(name)] = tensor;
            }
        }
    }
}
