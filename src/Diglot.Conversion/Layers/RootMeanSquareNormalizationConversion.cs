using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>RMSNormalization</c>, PyTorch <c>RMSNorm</c>.</summary>
public sealed class RootMeanSquareNormalizationConversion : LayerConversion
{
    /// <summary>What PyTorch takes where eps is None: the distance from 1 to the next float32.</summary>
    private const double LeastEpsilon = 1.1920928955078125e-07;

    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["RMSNormalization"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["RMSNorm"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "epsilon: 1e-6 in Keras; in PyTorch by default the precision of the type, 1.19e-7 for float32.",
        "Keras always has a scale; PyTorch leaves it out with elementwise_affine=False.",
        "Keras normalizes any axes, PyTorch always the last ones.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is LayerNormalization { IsRootMeanSquare: true };

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        int[] axes = [.. (layer.Node("axis") switch { JsonArray list => list.Select(static axis => (int)axis!), JsonValue axis => [(int)axis], _ => [-1] }).Select(layer.Axis)];
        return axes.SequenceEqual(axes.Order())
            ? [new(new LayerNormalization(axes, layer.Number("epsilon", 1e-6), layer.Weight("scale", [.. axes.Select(layer.Length)]), null, IsRootMeanSquare: true))]
            : throw layer.Refuse($"its axes {string.Join(", ", axes)} do not ascend", "Name the axes in order.", "RMSNormalization(axis)");
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var count = module.Attribute("normalized_shape") is int[] shape ? shape.Length : 1;
        return new LayerNormalization([.. Enumerable.Range(module.Input.Rank - count, count)], module.Number("eps", LeastEpsilon), module.TryWeight("weight"), null, IsRootMeanSquare: true);
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (axes, epsilon, gamma, _, _) = (LayerNormalization)node.Layer;
        var rank = node.Input.Shape.Rank;
        if (!axes.SequenceEqual(Enumerable.Range(rank - axes.Count, axes.Count)))
        {
            throw new ConversionRefusedException(node.Path, $"PyTorch's RMSNorm works on the last axes; this layer normalizes axes {string.Join(", ", axes)} of {node.Input.Shape}", "Normalize the last axes.", "RMSNormalization(axis)");
        }

        int[] lengths = [.. axes.Select(axis => node.Input.Shape[axis] ?? 0)];
        emitter.Module(node, gamma is null ? new TorchCall("RMSNorm", (null, lengths), ("eps", epsilon), ("elementwise_affine", false)) : new TorchCall("RMSNorm", (null, lengths), ("eps", epsilon)), ("weight", gamma));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (axes, epsilon, gamma, _, _) = (LayerNormalization)node.Layer;
        gamma ??= Constant(node, "scale", 1, [.. axes.Select(axis => node.Input.Shape[axis] ?? 0)], DType.Float32);
        emitter.Layer(node, "RMSNormalization", new JsonObject { ["axis"] = KerasEmitter.List(axes), ["epsilon"] = epsilon }, ("scale", gamma));
    }
}
