using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>ZeroPadding</c> and <c>Cropping</c>, PyTorch <c>ZeroPad</c> and <c>ConstantPad</c>.</summary>
public sealed class PaddingConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D", "Cropping1D", "Cropping2D", "Cropping3D"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["ZeroPad1d", "ZeroPad2d", "ZeroPad3d", "ConstantPad1d", "ConstantPad2d", "ConstantPad3d"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras counts axes from the first: ((top, bottom), (left, right)); PyTorch from the last: (left, right, top, bottom).",
        "PyTorch has no cropping module: nn.ZeroPad2d with negative numbers cuts off.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is PadPositions;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var count = layer.ClassName[^2] - '0';
        var isCropping = layer.ClassName.StartsWith("Cropping", StringComparison.Ordinal);
        var argument = isCropping ? "cropping" : "padding";
        var sides = Sides(layer, layer.Node(argument), argument, count);
        return [new(new PadPositions(count == 1 && layer.Node("data_format") is null ? 2 : layer.ChannelAxis(count + 2), isCropping ? [.. sides.Select(static side => (-side.Before, -side.After))] : sides))];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var count = module.ClassName[^2] - '0';
        var flat = module.Ints("padding", 2 * count);
        return new PadPositions(1, [.. Enumerable.Range(0, count).Select(i => (flat[2 * (count - 1 - i)], flat[(2 * (count - 1 - i)) + 1]))], module.ClassName.StartsWith("Zero", StringComparison.Ordinal) ? 0 : module.Number("value", 0));
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (_, sides, constant) = (PadPositions)node.Layer;
        var flat = sides.Reverse().SelectMany(static side => new[] { side.Before, side.After }).ToArray();
        var widths = Windows.Compact(flat);
        emitter.Module(node, constant == 0 ? new TorchCall($"ZeroPad{sides.Count}d", (null, widths)) : new TorchCall($"ConstantPad{sides.Count}d", (null, widths), (null, constant)));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (_, sides, constant) = (PadPositions)node.Layer;
        if (double.IsNegativeInfinity(constant) && emitter.Uses(node.Output) is (var uses, false) && uses.All(static use => use.Layer is Pooling { Reduction: PoolingReduction.Max }))
        {
            // The poolings behind take it as their own padding.
            return;
        }

        var isCropping = sides.All(static side => side.Before <= 0 && side.After <= 0);
        if (constant != 0 || (!isCropping && sides.Any(static side => side.Before < 0 || side.After < 0)))
        {
            throw KerasEmitter.Refuse(node, constant != 0 ? $"Keras pads with 0 only; the constant is {constant}" : "a padding that also cuts off has no counterpart in Keras", "Split it into a padding and a cropping with zeros.", "ConstantPad");
        }

        emitter.Layer(node, $"{(isCropping ? "Cropping" : "ZeroPadding")}{sides.Count}D", isCropping ? Config([.. sides.Select(static side => (-side.Before, -side.After))], "cropping") : Config(sides));
    }

    /// <summary>The argument of a padding or cropping layer.</summary>
    internal static JsonObject Config(IReadOnlyList<(int Before, int After)> sides, string argument = "padding") => new()
    {
        [argument] = sides.Count == 1 ? KerasEmitter.List([sides[0].Before, sides[0].After]) : new JsonArray([.. sides.Select(static side => (JsonNode)KerasEmitter.List([side.Before, side.After]))]),
    };

    private static (int Before, int After)[] Sides(KerasLayer layer, JsonNode? node, string argument, int count) => node switch
    {
        JsonValue value => [.. Enumerable.Repeat((value.GetValue<int>(), value.GetValue<int>()), count)],
        JsonArray { Count: 2 } pair when count == 1 => [((int)pair[0]!, (int)pair[1]!)],
        JsonArray list when list.Count == count => [.. list.Select(static side => side is JsonArray two ? ((int)two[0]!, (int)two[1]!) : ((int)side!, (int)side!))],
        _ => throw layer.Refuse($"{argument} is not understood: {node?.ToJsonString() ?? "None"}", "Give one number, or before and after for each axis."),
    };
}
