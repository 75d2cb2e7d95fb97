using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>All that is known about one kind of layer in both frameworks: names, arguments, weights, and what differs.</summary>
public abstract class LayerConversion
{
    /// <summary>Class names in <c>keras.layers</c>.</summary>
    public abstract IReadOnlyList<string> KerasNames { get; }

    /// <summary>Class names in <c>torch.nn</c>, and functions under their full name.</summary>
    public abstract IReadOnlyList<string> TorchNames { get; }

    /// <summary>What differs between the frameworks for this layer, a sentence each; shown by <c>diglot differences</c>.</summary>
    public abstract IReadOnlyList<string> Differences { get; }

    /// <summary>Whether this is the conversion of a layer of the graph.</summary>
    public abstract bool Handles(Layer layer);

    /// <summary>The layer as parts of the graph; most are one.</summary>
    internal abstract IReadOnlyList<LayerPart> FromKeras(KerasLayer layer);

    /// <summary>The layer of a PyTorch module, or null where the module does nothing at inference and in training.</summary>
    internal abstract Layer FromTorch(TorchLayer module);

    /// <summary>Writes the node into a PyTorch network; the graph is channels-first by now.</summary>
    internal abstract void ToTorch(TorchEmitter emitter, Node node);

    /// <summary>Writes the node into a Keras model; the graph is channels-last by now.</summary>
    internal abstract void ToKeras(KerasEmitter emitter, Node node);

    /// <summary>Scale and shift of a PyTorch module without the one that is a fixed 1 or 0 beside one that is trained: Keras has scale=False, center=False for that.</summary>
    private protected static (Weight? Scale, Weight? Shift) WithoutFixed(Weight? scale, Weight? shift)
    {
        static bool IsFixed(Weight weight, double value) => !weight.IsTrainable && weight.Read().ToArray<double>().All(element => element == value);
        return (scale, shift) switch
        {
            ({ } fixedScale, { IsTrainable: true }) when IsFixed(fixedScale, 1) => (null, shift),
            ({ IsTrainable: true }, { } fixedShift) when IsFixed(fixedShift, 0) => (scale, null),
            _ => (scale, shift),
        };
    }

    /// <summary>A weight that the source does not have: the same number everywhere, which training leaves alone.</summary>
    private protected static Weight Constant(Node node, string key, double value, IReadOnlyList<int> shape, DType type)
        => new($"{node.Path}:{key}", new MemorySource(NDArray.Full([.. shape], value, type)), isTrainable: false);
}
