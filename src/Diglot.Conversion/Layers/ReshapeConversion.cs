using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Reshape</c>; PyTorch <c>Unflatten</c>, or <c>x.reshape</c> in <c>forward</c>.</summary>
public sealed class ReshapeConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Reshape"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Unflatten"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Both read elements row-major, but Keras's are channels last: between images and vectors the weights around are permuted.",
        "Keras's target_shape leaves the batch axis out; PyTorch's x.reshape(N, …) names it.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Reshape;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => layer.Node("target_shape") is JsonArray lengths
        ? [new(new Reshape([.. lengths.Select(static length => (int?)length ?? -1)]))]
        : layer.Node("target_shape") is JsonValue length ? [new(new Reshape([(int)length]))] : throw layer.Refuse("target_shape is missing", "Save the model again.");

    internal override Layer FromTorch(TorchLayer module)
    {
        var axis = module.Axis(module.Int("dim"));
        var sizes = module.Attribute("unflattened_size") as int[] ?? throw module.Refuse("unflattened_size is not a tuple of whole numbers", "Use a tuple.");
        return new Reshape([.. Enumerable.Range(1, module.Input.Rank - 1).SelectMany(i => i == axis ? sizes : [module.Input[i] ?? -1])]);
    }

    /// <summary>The layer that joins axes; null where the batch axis is among them.</summary>
    internal static Layer? Flattened(ValueShape input, int start, int end) => start == 0 && end > 0 ? null
        : start >= end ? new Identity()
        : start == 1 && end == input.Rank - 1 ? new Flatten()
        : new Reshape([.. Enumerable.Range(1, start - 1).Select(axis => input[axis] ?? -1), (int)(Enumerable.Range(start, end - start + 1).Aggregate((long?)1, (product, axis) => product * input[axis]) ?? -1), .. Enumerable.Range(end + 1, input.Rank - end - 1).Select(axis => input[axis] ?? -1)]);

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var lengths = ((Reshape)node.Layer).Lengths.ToArray();
        if (node.Input.Shape.Rank == 2 && lengths.Length > 1)
        {
            emitter.Module(node, new TorchCall("Unflatten", (null, 1), (null, lengths)));
            return;
        }

        if (lengths.Length == 1)
        {
            emitter.Module(node, new TorchCall("Flatten"));
            return;
        }

        var text = string.Join(", ", lengths);
        emitter.Operation(node, $"{{0}}.reshape({{0}}.size(0), {text})", $"{{0}}.reshape([{{0}}.size(0), {text}])", inputs => inputs[0].Reshape([inputs[0].Shape[0], .. lengths]));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node) => emitter.Layer(node, "Reshape", new JsonObject { ["target_shape"] = KerasEmitter.List(((Reshape)node.Layer).Lengths) });
}
