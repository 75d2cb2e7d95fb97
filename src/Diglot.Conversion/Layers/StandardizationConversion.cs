using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Normalization</c>; in PyTorch an expression in <c>forward</c>.</summary>
public sealed class StandardizationConversion : LayerConversion
{
    /// <summary>Keras divides by at least this deviation.</summary>
    private const double LeastDeviation = 1e-7;

    /// <summary>More numbers than this do not belong into the text of a program.</summary>
    private const int Most = 1024;

    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Normalization"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras keeps the variance, torchvision's transforms.Normalize takes the standard deviation.",
        "PyTorch has no such module: the network computes (x - mean) / std in forward, or the data pipeline does.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Standardization;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var axes = layer.Node("axis") switch { JsonArray list => list.Select(static axis => (int)axis!).ToArray(), JsonValue axis => [(int)axis], _ => [] };
        if (axes.Length > 1)
        {
            throw layer.Refuse("numbers for several axes are not supported", "Use one axis, or none.", "Normalization(axis=[…])");
        }

        int[] shape = [.. axes.Select(axis => layer.Length(layer.Axis(axis)))];
        double[] mean, variance;
        if (layer.Node("mean") is { } given && layer.Node("variance") is { } also)
        {
            (mean, variance) = (Numbers(given), Numbers(also));
        }
        else
        {
            (mean, variance) = (layer.Weight("mean", shape, trainable: false).Read().ToArray<double>(), layer.Weight("variance", shape, trainable: false).Read().ToArray<double>());
            _ = layer.Weight("count", [], trainable: false);
        }

        var inverts = layer.Flag("invert", false);
        double[] deviation = [.. variance.Select(static number => Math.Max(LeastDeviation, Math.Sqrt(number)))];
        if (axes.Length == 0)
        {
            return [new(inverts ? new Rescaling(deviation[0], mean[0]) : new Rescaling(1 / deviation[0], -mean[0] / deviation[0]))];
        }

        int length = shape[0];
        return length <= Most
            ? [new(new Standardization(layer.Axis(axes[0]), Spread(mean, length), Spread(deviation, length), inverts))]
            : throw layer.Refuse($"it has {length} numbers, too many for an expression in forward", "Normalize in the data pipeline.", "Normalization(long axis)");
    }

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (axis, mean, deviation, inverts) = (Standardization)node.Layer;
        int[] lengths = [.. Enumerable.Range(0, node.Input.Shape.Rank).Select(i => i == axis ? mean.Count : 1)];
        string Python(IReadOnlyList<double> numbers) => $"torch.tensor([{string.Join(", ", numbers.Select(static number => TorchCall.Python(number)))}]).view{TorchCall.Python(lengths)}";
        string CSharp(IReadOnlyList<double> numbers) => $"torch.tensor(new float[] {{ {string.Join(", ", numbers.Select(static number => TorchCall.CSharp(number) + "f"))} }}).view({string.Join(", ", lengths)})";
        var (center, width) = (Tensor.From(mean.ToArray()).To(DType.Float32).Reshape(lengths), Tensor.From(deviation.ToArray()).To(DType.Float32).Reshape(lengths));
        emitter.Operation(
            node,
            inverts ? $"{{0}} * {Python(deviation)} + {Python(mean)}" : $"({{0}} - {Python(mean)}) / {Python(deviation)}",
            inverts ? $"{{0}} * {CSharp(deviation)} + {CSharp(mean)}" : $"({{0}} - {CSharp(mean)}) / {CSharp(deviation)}",
            inputs => inverts ? (inputs[0] * width) + center : (inputs[0] - center) / width);
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (axis, mean, deviation, inverts) = (Standardization)node.Layer;
        static JsonArray List(IEnumerable<double> numbers) => new([.. numbers.Select(static number => (JsonNode)number)]);
        emitter.Layer(node, "Normalization", new JsonObject
        {
            ["axis"] = axis == node.Input.Shape.Rank - 1 ? -1 : axis, ["mean"] = List(mean), ["variance"] = List(deviation.Select(static number => number * number)), ["invert"] = inverts,
        });
    }

    private static double[] Numbers(JsonNode node) => node is JsonArray list ? [.. list.Select(static number => number!.GetValue<double>())] : [node.GetValue<double>()];

    private static double[] Spread(double[] numbers, int length) => numbers.Length == length ? numbers : [.. Enumerable.Repeat(numbers[0], length)];
}
