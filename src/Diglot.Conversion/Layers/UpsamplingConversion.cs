using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>UpSampling1D … UpSampling3D</c>, PyTorch <c>Upsample</c>.</summary>
public sealed class UpsamplingConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["UpSampling1D", "UpSampling2D", "UpSampling3D"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Upsample"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences =>
    [
        "Keras's factors are whole numbers; PyTorch's may be fractions, or the size is given.",
        "interpolation='bilinear' is mode='bilinear' with align_corners=False.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Upsampling;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var count = layer.ClassName[^2] - '0';
        if (layer.Node("interpolation") is JsonValue kind && kind.TryGetValue<string>(out var name) && name is "bicubic" or "lanczos3" or "lanczos5")
        {
            throw layer.Refuse(name == "bicubic" ? "the bicubic kernels differ (a = −0.5 in Keras, −0.75 in PyTorch), so that the results do" : $"PyTorch has no {name} interpolation", "Use interpolation='nearest' or 'bilinear'.");
        }

        var isLinear = count == 2 && layer.Text("interpolation", "nearest", "nearest", "bilinear") == "bilinear";
        return [new(new Upsampling(count == 1 ? 2 : layer.ChannelAxis(count + 2), layer.Ints("size", count, 2), isLinear))];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var count = module.Input.Rank - 2;
        var mode = module.Text("mode", "nearest");
        module.Require(mode == "nearest" ? count is 1 or 2 or 3 : mode == "bilinear" && count == 2 && !module.Flag("align_corners", false), "mode", "Use mode='nearest', or 'bilinear' without align_corners.");
        double[] factors = module.Attribute("scale_factor") switch
        {
            double number => [.. Enumerable.Repeat(number, count)],
            long number => [.. Enumerable.Repeat((double)number, count)],
            System.Collections.IEnumerable numbers => [.. numbers.Cast<object>().Select(static number => System.Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture))],
            _ => [],
        };
        module.Require(factors.Length == count && factors.All(static factor => factor >= 1 && factor == Math.Floor(factor)), "scale_factor", "Give whole factors rather than a size.");
        return new Upsampling(1, [.. factors.Select(static factor => (int)factor)], mode == "bilinear");
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (_, factors, isLinear) = (Upsampling)node.Layer;
        var factor = ("scale_factor", Windows.Compact(factors));
        emitter.Module(node, isLinear ? new TorchCall("Upsample", factor, ("mode", "bilinear")) : new TorchCall("Upsample", factor));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (_, factors, isLinear) = (Upsampling)node.Layer;
        var config = new JsonObject { ["size"] = factors.Count == 1 ? factors[0] : KerasEmitter.List(factors) };
        if (isLinear)
        {
            config["interpolation"] = "bilinear";
        }

        emitter.Layer(node, $"UpSampling{factors.Count}D", config);
    }
}
