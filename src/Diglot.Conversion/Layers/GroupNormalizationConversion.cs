using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>GroupNormalization</c>, PyTorch <c>GroupNorm</c> and <c>InstanceNorm1d … InstanceNorm3d</c>.</summary>
public sealed class GroupNormalizationConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["GroupNormalization"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["GroupNorm", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "epsilon: 1e-3 in Keras, 1e-5 in PyTorch.",
        "Keras can leave out scale or center alone; PyTorch has both or none (affine): the missing one is a fixed 1 or 0.",
        "Instance normalization is GroupNormalization(groups=-1) in Keras, a module of its own in PyTorch.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is GroupNormalization;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var axis = layer.Axis(layer.Int("axis", -1));
        var (channels, groups) = (layer.Length(axis), layer.Int("groups", 32));
        var gamma = layer.Flag("scale", true) ? layer.Weight("gamma", [channels]) : null;
        var beta = layer.Flag("center", true) ? layer.Weight("beta", [channels]) : null;
        return [new(new GroupNormalization(axis, groups == -1 ? channels : groups, layer.Number("epsilon", 1e-3), gamma, beta))];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var isInstance = module.ClassName != "GroupNorm";
        module.Require(!isInstance || !module.Flag("track_running_stats", false), "track_running_stats=True", "Set track_running_stats to False: each example has its own statistics.");
        var groups = isInstance ? module.Int("num_features") : module.Int("num_groups");
        var (gamma, beta) = WithoutFixed(module.TryWeight("weight"), module.TryWeight("bias"));
        return new GroupNormalization(1, groups, module.Number("eps", 1e-5), gamma, beta);
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (_, groups, epsilon, gamma, beta) = (GroupNormalization)node.Layer;
        var channels = gamma?.Shape[0] ?? beta?.Shape[0] ?? node.Input.Shape[1]
            ?? throw new ConversionRefusedException(node.Path, $"the number of channels of its input {node.Input.Shape} is unknown", "Give the model a whole input shape.");
        var arguments = new List<(string? Name, object? Value)> { (null, groups), (null, channels), ("eps", epsilon) };
        if (gamma is null && beta is null)
        {
            emitter.Module(node, new TorchCall("GroupNorm", [.. arguments, ("affine", false)]));
            return;
        }

        if (gamma is null || beta is null)
        {
            emitter.Note(node, NoteKind.Adapted, $"Keras has no {(gamma is null ? "scale" : "center")} here; PyTorch's {(gamma is null ? "weight" : "bias")} is a fixed {(gamma is null ? 1 : 0)} (requires_grad=False).");
        }

        var type = (gamma ?? beta)!.Type;
        emitter.Module(node, new TorchCall("GroupNorm", arguments), ("weight", gamma ?? Constant(node, "weight", 1, [channels], type)), ("bias", beta ?? Constant(node, "bias", 0, [channels], type)));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (_, groups, epsilon, gamma, beta) = (GroupNormalization)node.Layer;
        emitter.Layer(node, "GroupNormalization", new JsonObject { ["groups"] = groups, ["axis"] = -1, ["epsilon"] = epsilon, ["center"] = beta is not null, ["scale"] = gamma is not null }, ("gamma", gamma), ("beta", beta));
    }
}
