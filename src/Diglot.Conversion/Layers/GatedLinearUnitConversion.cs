using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary><c>keras.ops.glu</c>, PyTorch <c>GLU</c>.</summary>
public sealed class GatedLinearUnitConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["keras.ops.glu"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["GLU"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => ["Keras has no layer for it but the function keras.ops.glu, in functional models."];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is GatedLinearUnit;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => throw layer.Refuse("is no layer", "Report this.");

    internal override Layer FromTorch(TorchLayer module) => new GatedLinearUnit(module.Axis(module.Attribute("dim") is null ? -1 : module.Int("dim")));

    internal override void ToTorch(TorchEmitter emitter, Node node) => emitter.Module(node, new TorchCall("GLU", ("dim", ((GatedLinearUnit)node.Layer).Axis)));

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var axis = ((GatedLinearUnit)node.Layer).Axis;
        emitter.Operation(node, "Glu", new JsonObject { ["axis"] = axis == node.Input.Shape.Rank - 1 ? -1 : axis });
    }
}
