using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary><c>Dropout</c> in both frameworks; Keras <c>SpatialDropout</c>, PyTorch <c>Dropout1d … Dropout3d</c>.</summary>
public sealed class DropoutConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Dropout", "Dropout1d", "Dropout2d", "Dropout3d"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "The rate is the share that is dropped in both; the random numbers differ, so training runs differ where dropout is used.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Dropout;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        _ = (layer.Node("seed"), layer.Node("data_format"));
        return layer.Node("noise_shape") is not null
            ? throw layer.Refuse("noise_shape has no counterpart in PyTorch", "Use SpatialDropout2D for whole channels.", "Dropout(noise_shape)")
            : [new(new Dropout(layer.Number("rate", 0.5), layer.ClassName != "Dropout"))];
    }

    internal override Layer FromTorch(TorchLayer module) => new Dropout(module.Number("p", 0.5), module.ClassName != "Dropout");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (rate, whole) = (Dropout)node.Layer;
        emitter.Module(node, new TorchCall(whole ? $"Dropout{node.Input.Shape.Rank - 2}d" : "Dropout", ("p", rate)));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (rate, whole) = (Dropout)node.Layer;
        emitter.Layer(node, whole ? $"SpatialDropout{node.Input.Shape.Rank - 2}D" : "Dropout", new JsonObject { ["rate"] = rate });
    }
}
