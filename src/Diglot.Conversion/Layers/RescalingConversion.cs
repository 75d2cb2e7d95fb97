using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Rescaling</c>; in PyTorch an expression in <c>forward</c>.</summary>
public sealed class RescalingConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Rescaling"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => ["PyTorch has no such module: the network computes x * scale + offset in forward, or the data pipeline does (transforms.Normalize)."];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Rescaling;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => layer.Node("scale") is System.Text.Json.Nodes.JsonArray || layer.Node("offset") is JsonArray
        ? throw layer.Refuse("scale and offset a channel each are not supported", "Use one scale and one offset, or rescale in the data pipeline.", "Rescaling(scale=[…])")
        : [new(new Rescaling(layer.Number("scale", 1), layer.Number("offset", 0)))];

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (scale, offset) = (Rescaling)node.Layer;
        var text = offset == 0 ? $"{{0}} * {TorchCall.Python(scale)}" : $"{{0}} * {TorchCall.Python(scale)} + {TorchCall.Python(offset)}";
        emitter.Operation(node, text, text, inputs => offset == 0 ? inputs[0] * scale : (inputs[0] * scale) + offset);
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (scale, offset) = (Rescaling)node.Layer;
        emitter.Layer(node, "Rescaling", new JsonObject { ["scale"] = scale, ["offset"] = offset });
    }
}
