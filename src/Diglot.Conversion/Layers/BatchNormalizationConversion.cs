using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>BatchNormalization</c>, PyTorch <c>BatchNorm1d … BatchNorm3d</c>.</summary>
public sealed class BatchNormalizationConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["BatchNormalization"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "SyncBatchNorm"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "momentum: Keras's is the share of the old statistics (default 0.99), PyTorch's the share of the new ones (default 0.1): momentum_torch = 1 − momentum_keras.",
        "epsilon: 1e-3 in Keras, 1e-5 in PyTorch.",
        "Keras keeps the biased variance of the batch, PyTorch the unbiased one, n / (n − 1) times as large: moving variances drift apart slightly in further training.",
        "Keras can leave out scale or center alone; PyTorch has both or none (affine): the missing one is a fixed 1 or 0.",
        "PyTorch also counts batches (num_batches_tracked).",
        "A frozen layer (trainable=False) uses its stored statistics in training as well in Keras; in PyTorch the module has to stay in eval().",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is BatchNormalization;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var axis = layer.Axis(layer.Node("axis") is JsonArray { Count: 1 } one ? (int)one[0]! : layer.Int("axis", -1));
        int[] shape = [layer.Length(axis)];
        if (layer.Flag("renorm", false))
        {
            throw layer.Refuse("renorm has no counterpart in PyTorch", "Set renorm to False.", "BatchNormalization(renorm)");
        }

        _ = (layer.Node("renorm_clipping"), layer.Node("renorm_momentum"), layer.Node("fused"), layer.Node("virtual_batch_size"), layer.Node("adjustment"));
        var gamma = layer.Flag("scale", true) ? layer.Weight("gamma", shape) : null;
        var beta = layer.Flag("center", true) ? layer.Weight("beta", shape) : null;
        return [new(new BatchNormalization(axis, layer.Number("epsilon", 1e-3), layer.Number("momentum", 0.99), gamma, beta, layer.Weight("moving_mean", shape, trainable: false), layer.Weight("moving_variance", shape, trainable: false)) { IsFrozen = !layer.IsTrainable })];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        module.Require(module.TryWeight("running_mean") is not null, "track_running_stats=False", "Set track_running_stats to True.");
        module.Require(module.Attribute("momentum") is not null, "momentum=None (the mean over all batches)", "Give momentum a number.");
        var (gamma, beta) = WithoutFixed(module.TryWeight("weight"), module.TryWeight("bias"));
        return new BatchNormalization(1, module.Number("eps", 1e-5), 1 - module.Number("momentum", 0.1), gamma, beta, Fixed(module.Weight("running_mean")), Fixed(module.Weight("running_var")));
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var layer = (BatchNormalization)node.Layer;
        var channels = layer.Mean.Shape[0];
        var arguments = new List<(string? Name, object? Value)> { (null, channels) };
        var momentum = layer.Momentum is { } share ? Math.Round(1 - share, 12) : (double?)null;
        if (layer.Epsilon != 1e-5)
        {
            arguments.Add(("eps", layer.Epsilon));
        }

        if (momentum != 0.1)
        {
            arguments.Add(("momentum", momentum));
        }

        var isAffine = layer.Gamma is not null || layer.Beta is not null;
        if (!isAffine)
        {
            arguments.Add(("affine", false));
        }
        else if (layer.Gamma is null || layer.Beta is null)
        {
            emitter.Note(node, NoteKind.Adapted, $"Keras has no {(layer.Gamma is null ? "scale" : "center")} here; PyTorch's {(layer.Gamma is null ? "weight" : "bias")} is a fixed {(layer.Gamma is null ? 1 : 0)} (requires_grad=False).");
        }

        if (layer.IsFrozen)
        {
            emitter.Note(node, NoteKind.Adapted, "It is frozen in Keras (trainable=False), so that it uses its stored statistics in training as well: the network keeps it in eval().");
        }

        var rank = node.Input.Shape.Rank;
        if (layer.Axis != 1 || rank > 5)
        {
            throw new ConversionRefusedException(node.Path, $"PyTorch normalizes axis 1; this layer normalizes axis {layer.Axis} of {node.Input.Shape}", "Normalize the channels.", "BatchNormalization(axis)");
        }

        emitter.Module(node, new TorchCall($"BatchNorm{Math.Max(1, rank - 2)}d", arguments),
            ("weight", isAffine ? layer.Gamma ?? Constant(node, "weight", 1, [channels], layer.Mean.Type) : null),
            ("bias", isAffine ? layer.Beta ?? Constant(node, "bias", 0, [channels], layer.Mean.Type) : null),
            ("running_mean", layer.Mean), ("running_var", layer.Variance),
            ("num_batches_tracked", new Weight($"{node.Path}:num_batches_tracked", new MemorySource(NDArray.From<long>([0], Diglot.Tensors.Shapes.Shape.Scalar)), isTrainable: false)));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var layer = (BatchNormalization)node.Layer;
        var config = new JsonObject
        {
            ["axis"] = layer.Axis == node.Input.Shape.Rank - 1 ? -1 : layer.Axis,
            ["momentum"] = Math.Round(layer.Momentum ?? 0.99, 12),
            ["epsilon"] = layer.Epsilon,
            ["center"] = layer.Beta is not null,
            ["scale"] = layer.Gamma is not null,
        };
        if (layer.IsFrozen || (layer.Gamma ?? layer.Beta) is { IsTrainable: false } && layer.Beta is not { IsTrainable: true })
        {
            config["trainable"] = false;
        }

        emitter.Layer(node, "BatchNormalization", config, ("gamma", layer.Gamma), ("beta", layer.Beta), ("moving_mean", layer.Mean), ("moving_variance", layer.Variance));
    }

    private static Weight Fixed(Weight weight) => new(weight.Name, weight.Source, isTrainable: false);
}
