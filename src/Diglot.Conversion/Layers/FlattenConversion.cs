using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary><c>Flatten</c> in both frameworks.</summary>
public sealed class FlattenConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Flatten"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Flatten"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras flattens (H, W, C), PyTorch (C, H, W): the elements come in another order. The weights behind are permuted accordingly (also through dropout, batch norm, activations, concatenation); where there are none, the data are.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Flatten;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        // Keras flattens channels last, wherever they are.
        var isFirst = layer.Text("data_format", "channels_last", "channels_last", "channels_first") == "channels_first" && layer.Input.Rank > 2;
        return isFirst ? [new(new Permute([0, .. Enumerable.Range(2, layer.Input.Rank - 2), 1]), "permute"), new(new Flatten())] : [new(new Flatten())];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var (start, end) = (module.Axis(module.Attribute("start_dim") is null ? 1 : module.Int("start_dim")), module.Axis(module.Attribute("end_dim") is null ? -1 : module.Int("end_dim")));
        return ReshapeConversion.Flattened(module.Input, start, end) ?? throw module.Refuse("it flattens the batch axis", "Begin with axis 1.", "nn.Flatten(start_dim)");
    }

    internal override void ToTorch(TorchEmitter emitter, Node node) => emitter.Module(node, new TorchCall("Flatten"));

    internal override void ToKeras(KerasEmitter emitter, Node node) => emitter.Layer(node, "Flatten", []);
}
