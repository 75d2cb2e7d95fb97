using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Concatenate</c>, PyTorch <c>torch.cat</c>.</summary>
public sealed class ConcatenateConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Concatenate"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras's default axis is the last one (the channels of channels_last images), PyTorch's is 0; channels of images are dim=1.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Concatenate;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => [new(new Concatenate(layer.Axis(layer.Int("axis", -1))))];

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var axis = ((Concatenate)node.Layer).Axis;
        emitter.Operation(node, $"torch.cat([{{*}}], dim={axis})", $"torch.cat([{{*}}], dim: {axis})", inputs => Tensor.Concatenate(inputs, axis));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var axis = ((Concatenate)node.Layer).Axis;
        emitter.Layer(node, "Concatenate", new JsonObject { ["axis"] = axis == node.Output.Shape.Rank - 1 ? -1 : axis });
    }
}
