using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Dense</c>, PyTorch <c>Linear</c>.</summary>
public sealed class DenseConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Dense"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Linear"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences =>
    [
        "Keras stores the kernel as (in, out) and computes x·W + b; PyTorch stores the weight as (out, in) and computes x·Wᵀ + b.",
        "Keras infers the input length at the first call and may apply an activation; nn.Linear is told in_features and applies none.",
        "First weights: Keras glorot_uniform and zero bias; PyTorch kaiming_uniform(a=√5) and a uniform bias of ±1/√in.",
        "Behind a Flatten the columns stand in another order, because Keras flattens (H, W, C) and PyTorch (C, H, W): the weight is permuted, not the data.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Dense;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var (units, length) = (layer.Int("units"), layer.Length(-1));
        var useBias = layer.Flag("use_bias", true);
        var activation = ActivationConversion.FromKeras(layer, layer.Node("activation"), layer.Input.Rank);
        var dense = new Dense(layer.Weight("kernel", [length, units]).Permute(1, 0), useBias ? layer.Weight("bias", [units]) : null);
        return activation is null ? [new(dense)] : [new(dense), activation];
    }

    internal override Layer FromTorch(TorchLayer module) => new Dense(module.Weight("weight"), module.TryWeight("bias"));

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var dense = (Dense)node.Layer;
        var call = new TorchCall("Linear", [(null, dense.Kernel.Shape[1]), (null, dense.Kernel.Shape[0]), .. dense.Bias is null ? [("bias", (object?)false)] : Array.Empty<(string?, object?)>()]);
        emitter.Module(node, call, ("weight", dense.Kernel), ("bias", dense.Bias));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var dense = (Dense)node.Layer;
        emitter.Layer(node, "Dense", new JsonObject { ["units"] = dense.Kernel.Shape[0], ["use_bias"] = dense.Bias is not null }, ("kernel", dense.Kernel.Permute(1, 0)), ("bias", dense.Bias));
    }
}
