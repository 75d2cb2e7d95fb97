using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>GlobalMaxPooling</c> and <c>GlobalAveragePooling</c>, PyTorch <c>AdaptiveMaxPool(1)</c> and <c>AdaptiveAvgPool(1)</c>.</summary>
public sealed class GlobalPoolingConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["GlobalMaxPooling1D", "GlobalMaxPooling2D", "GlobalMaxPooling3D", "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalAveragePooling3D"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras gives (N, C) unless keepdims=True; PyTorch's adaptive pooling of size 1 keeps axes of length 1, so that a flatten usually follows.",
        "Adaptive pooling of other sizes exists in both; it is a plain pooling where the input's length is a multiple of the asked one.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is GlobalPooling;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var count = layer.ClassName[^2] - '0';
        var reduction = layer.ClassName.StartsWith("GlobalMax", StringComparison.Ordinal) ? PoolingReduction.Max : PoolingReduction.Average;
        return [new(new GlobalPooling(layer.ChannelAxis(count + 2), reduction, layer.Flag("keepdims", false)))];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var count = module.ClassName[^2] - '0';
        var reduction = module.ClassName.StartsWith("AdaptiveMax", StringComparison.Ordinal) ? PoolingReduction.Max : PoolingReduction.Average;
        var sizes = module.Ints("output_size", count);
        if (sizes.All(static size => size == 1))
        {
            return new GlobalPooling(1, reduction, KeepsAxes: true);
        }

        var window = new List<int>();
        foreach (var (i, size) in sizes.Index())
        {
            window.Add(module.Input[i + 2] is { } length && length % size == 0 ? length / size
                : throw module.Refuse($"output_size {size} does not divide the length {module.Input[i + 2]?.ToString() ?? "None"} of its input {module.Input}", "Use an output size that divides it, or 1.", $"nn.{ClassNameOf(module)}(output_size)"));
        }

        return new Pooling(1, reduction, new Window(window, window, [.. Enumerable.Repeat(1, count)], Padding.None));
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var pooling = (GlobalPooling)node.Layer;
        var isMax = pooling.Reduction == PoolingReduction.Max;
        var axes = Enumerable.Range(2, node.Input.Shape.Rank - 2).ToArray();
        if (pooling.KeepsAxes && ModuleFactory.Has($"Adaptive{(isMax ? "Max" : "Avg")}Pool{axes.Length}d"))
        {
            emitter.Module(node, new TorchCall($"Adaptive{(isMax ? "Max" : "Avg")}Pool{axes.Length}d", (null, 1)));
            return;
        }

        var (python, csharp) = (TorchCall.Python(axes), TorchCall.CSharp(axes));
        (python, csharp) = ($"dim={python}{(pooling.KeepsAxes ? ", keepdim=True" : "")}", $"dim: {csharp}{(pooling.KeepsAxes ? ", keepdim: true" : "")}");
        (python, csharp) = isMax ? ($"{{0}}.amax({python})", $"torch.amax({{0}}, {csharp})") : ($"{{0}}.mean({python})", $"{{0}}.mean({csharp})");
        emitter.Operation(node, python, csharp, inputs => isMax ? inputs[0].Max(axes, pooling.KeepsAxes) : inputs[0].Mean(axes, pooling.KeepsAxes));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var pooling = (GlobalPooling)node.Layer;
        emitter.Layer(node, $"Global{pooling.Reduction}Pooling{node.Input.Shape.Rank - 2}D", new JsonObject { ["keepdims"] = pooling.KeepsAxes });
    }

    private static string ClassNameOf(TorchLayer module) => module.ClassName;
}
