using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary><c>keras.ops.threshold</c>, PyTorch <c>Threshold</c>.</summary>
public sealed class ThresholdConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["keras.ops.threshold"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Threshold"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => ["Keras has no layer for it but the function keras.ops.threshold, in functional models."];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Threshold;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => throw layer.Refuse("is no layer", "Report this.");

    internal override Layer FromTorch(TorchLayer module) => new Threshold(module.Number("threshold", 0), module.Number("value", 0));

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (limit, otherwise) = (Threshold)node.Layer;
        emitter.Module(node, new TorchCall("Threshold", ("threshold", limit), ("value", otherwise)));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (limit, otherwise) = (Threshold)node.Layer;
        emitter.Operation(node, "Threshold", new JsonObject { ["threshold"] = limit, ["default_value"] = otherwise });
    }
}
