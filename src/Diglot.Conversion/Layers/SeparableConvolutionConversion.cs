using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>SeparableConv2D</c>; in PyTorch a depthwise and a 1x1 convolution.</summary>
public sealed class SeparableConvolutionConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["SeparableConv1D", "SeparableConv2D"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => ["PyTorch has no class for it: it becomes two members, <name>.depthwise and <name>.pointwise; the bias belongs to the second."];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => false;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var filters = layer.Int("filters");
        var useBias = layer.Flag("use_bias", true);
        var activation = ActivationConversion.FromKeras(layer, layer.Node("activation"), layer.Input.Rank);
        var depthwise = DepthwiseConvolutionConversion.Read(layer, "depthwise_kernel", useBias: false);
        int[] ones = [.. Enumerable.Repeat(1, depthwise.Window.Rank)];
        var rank = ones.Length;
        var kernel = layer.Weight("pointwise_kernel", [.. ones, depthwise.OutChannels, filters]).Permute([rank + 1, rank, .. Enumerable.Range(0, rank)]);
        var bias = useBias ? layer.Weight("bias", [filters]) : null;
        var pointwise = new Convolution(depthwise.ChannelAxis, new Window(ones, ones, ones, Padding.None), 1, kernel, bias);
        return activation is null ? [new(depthwise, "depthwise"), new(pointwise, "pointwise")] : [new(depthwise, "depthwise"), new(pointwise, "pointwise"), activation];
    }

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node) => throw new InvalidOperationException("A separable convolution is two convolutions by now.");

    internal override void ToKeras(KerasEmitter emitter, Node node) => throw new InvalidOperationException("A separable convolution is two convolutions by now.");
}
