using System.Globalization;
using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>ReLU(max_value, negative_slope, threshold)</c>, which PyTorch has modules for at some settings.</summary>
public sealed class RectifierConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["ReLU", "ThresholdedReLU"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences =>
    [
        "Keras's ReLU takes max_value, negative_slope and threshold. PyTorch has modules for some settings: ReLU, ReLU6, LeakyReLU, Hardtanh(0, max_value); for the others torch.where stands in forward.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Rectifier;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => [new(Read(layer))];

    /// <summary>The ramp of the layer, or of the function of the same name.</summary>
    internal static Layer Read(KerasLayer layer)
    {
        // Keras 2's ThresholdedReLU: x above theta, else 0.
        var (limit, slope, threshold) = layer.ClassName == "ThresholdedReLU" ? (null, 0, layer.Number("theta", 1)) : (layer.NumberOrNone("max_value"), layer.Number("negative_slope", 0), layer.Number("threshold", 0));
        return (limit, slope, threshold) switch
        {
            (null, 0, 0) => new Activation(ActivationFunction.ReLU),
            (6, 0, 0) => new Activation(ActivationFunction.ReLU6),
            (null, _, 0) => new Activation(ActivationFunction.LeakyReLU, slope),
            _ => new Rectifier(limit, slope, threshold),
        };
    }

    internal override Layer FromTorch(TorchLayer module) => throw new InvalidOperationException("Hardtanh is read among the activations.");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (maximum, slope, threshold) = (Rectifier)node.Layer;
        if (maximum is { } limit && slope == 0 && threshold == 0)
        {
            emitter.Module(node, new TorchCall("Hardtanh", ("min_val", 0.0), ("max_val", limit)));
            return;
        }

        var (from, times, most) = (Text(threshold), Text(slope), maximum is { } most1 ? Text(most1) : null);
        emitter.Operation(
            node,
            $"torch.where({{0}} >= {from}, {{0}}, {times} * ({{0}} - {from}))" + (most is null ? "" : $".clamp(max={most})"),
            $"torch.where({{0}} >= {from}, {{0}}, {times} * ({{0}} - {from}))" + (most is null ? "" : $".clamp(max: {most})"),
            inputs =>
            {
                var y = Tensor.Where(inputs[0] >= threshold, inputs[0], (inputs[0] - threshold) * slope);
                return maximum is { } limit ? y.Clamp(null, limit) : y;
            });
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (maximum, slope, threshold) = (Rectifier)node.Layer;
        emitter.Layer(node, "ReLU", new JsonObject { ["max_value"] = maximum, ["negative_slope"] = slope, ["threshold"] = threshold });
    }

    private static string Text(double number) => number.ToString("0.0################", CultureInfo.InvariantCulture);
}
