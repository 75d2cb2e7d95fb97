using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary><c>Identity</c> in both frameworks.</summary>
public sealed class IdentityConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Identity"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Identity"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Identity;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => [new(new Identity())];

    internal override Layer FromTorch(TorchLayer module) => new Identity();

    internal override void ToTorch(TorchEmitter emitter, Node node) => emitter.Module(node, new TorchCall("Identity"));

    internal override void ToKeras(KerasEmitter emitter, Node node) => emitter.Layer(node, "Identity", []);
}
