using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary><c>Embedding</c> in both frameworks.</summary>
public sealed class EmbeddingConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Embedding"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Embedding"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "mask_zero: Keras hands a mask to later layers; PyTorch has no masks of this kind, forward computes with them itself.",
        "padding_idx: PyTorch gives that row no gradient; Keras trains it like the others.",
        "First values: Keras U(−0.05, 0.05), PyTorch N(0, 1).",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Embedding;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        if (layer.Flag("mask_zero", false))
        {
            throw layer.Refuse("mask_zero hands a mask to later layers, which is not carried over yet", "Leave mask_zero out, where padding may count like other tokens.", "masks in Keras models");
        }

        _ = layer.Node("input_length");
        return [new(new Embedding(layer.Weight("embeddings", [layer.Int("input_dim"), layer.Int("output_dim")])))];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        module.Require(module.Attribute("max_norm") is null, "max_norm", "Leave max_norm out, and scale the table yourself.");
        return new Embedding(module.Weight("weight"));
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var table = ((Embedding)node.Layer).Table;
        emitter.Module(node, new TorchCall("Embedding", (null, table.Shape[0]), (null, table.Shape[1])), ("weight", table));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var table = ((Embedding)node.Layer).Table;
        emitter.Layer(node, "Embedding", new JsonObject { ["input_dim"] = table.Shape[0], ["output_dim"] = table.Shape[1] }, ("embeddings", table));
    }
}
