using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Permute</c>; PyTorch <c>x.permute</c> in <c>forward</c>.</summary>
public sealed class PermuteConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Permute"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras counts the axes of an example from 1 and leaves the batch axis out; PyTorch's permute names all axes from 0.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Permute;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => [new(new Permute([0, .. layer.Ints("dims", layer.Input.Rank - 1)]))];

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var axes = ((Permute)node.Layer).Axes.ToArray();
        var text = string.Join(", ", axes);
        emitter.Operation(node, $"{{0}}.permute({text})", $"{{0}}.permute({text})", inputs => inputs[0].Permute(axes));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var axes = ((Permute)node.Layer).Axes;
        emitter.Layer(node, "Permute", axes[0] == 0 ? new JsonObject { ["dims"] = KerasEmitter.List(axes.Skip(1)) }
            : throw KerasEmitter.Refuse(node, "Keras's Permute leaves the batch axis where it is", "Keep the batch axis first.", "permute(batch)"));
    }
}
