using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>LayerNormalization</c>, PyTorch <c>LayerNorm</c>.</summary>
public sealed class LayerNormalizationConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["LayerNormalization"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["LayerNorm"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "epsilon: 1e-3 in Keras, 1e-5 in PyTorch.",
        "Keras normalizes any axes, PyTorch always the last ones; over the channels of images the data are permuted around it.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is LayerNormalization { IsRootMeanSquare: false };

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        int[] axes = [.. (layer.Node("axis") switch { JsonArray list => list.Select(static axis => (int)axis!), JsonValue axis => [(int)axis], _ => [-1] }).Select(layer.Axis).Order()];
        if (layer.Flag("rms_scaling", false))
        {
            throw layer.Refuse("rms_scaling has no counterpart in nn.LayerNorm", "Leave rms_scaling out.", "LayerNormalization(rms_scaling)");
        }

        int[] shape = [.. axes.Select(layer.Length)];
        var gamma = layer.Flag("scale", true) ? layer.Weight("gamma", shape) : null;
        var beta = layer.Flag("center", true) ? layer.Weight("beta", shape) : null;
        return [new(new LayerNormalization(axes, layer.Number("epsilon", 1e-3), gamma, beta))];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var count = module.Attribute("normalized_shape") is int[] shape ? shape.Length : 1;
        var (gamma, beta) = WithoutFixed(module.TryWeight("weight"), module.TryWeight("bias"));
        return new LayerNormalization([.. Enumerable.Range(module.Input.Rank - count, count)], module.Number("eps", 1e-5), gamma, beta);
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (axes, epsilon, gamma, beta, _) = (LayerNormalization)node.Layer;
        var rank = node.Input.Shape.Rank;
        if (!axes.SequenceEqual(Enumerable.Range(rank - axes.Count, axes.Count)))
        {
            throw new ConversionRefusedException(node.Path, $"PyTorch's LayerNorm works on the last axes; this layer normalizes axes {string.Join(", ", axes)} of {node.Input.Shape}", "Normalize the last axes.", "LayerNormalization(axis)");
        }

        if (beta is not null && gamma is null)
        {
            gamma = Constant(node, "weight", 1, beta.Shape, beta.Type);
            emitter.Note(node, NoteKind.Adapted, "Keras has no scale here; PyTorch's weight is a fixed 1 (requires_grad=False).");
        }

        var arguments = new List<(string? Name, object? Value)> { (null, axes.Select(axis => node.Input.Shape[axis] ?? 0).ToArray()), ("eps", epsilon) };
        if (gamma is null)
        {
            arguments.Add(("elementwise_affine", false));
        }
        else if (beta is null)
        {
            arguments.Add(("bias", false));
        }

        emitter.Module(node, new TorchCall("LayerNorm", arguments), ("weight", gamma), ("bias", beta));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (axes, epsilon, gamma, beta, _) = (LayerNormalization)node.Layer;
        emitter.Layer(node, "LayerNormalization", new JsonObject { ["axis"] = KerasEmitter.List(axes), ["epsilon"] = epsilon, ["center"] = beta is not null, ["scale"] = gamma is not null }, ("gamma", gamma), ("beta", beta));
    }
}
