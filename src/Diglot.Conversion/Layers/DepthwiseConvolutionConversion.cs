using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>DepthwiseConv2D</c>; in PyTorch a <c>Conv2d</c> with as many groups as channels.</summary>
public sealed class DepthwiseConvolutionConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["DepthwiseConv1D", "DepthwiseConv2D"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences =>
    [
        "PyTorch has no class of its own for it: nn.Conv2d(C, C·M, groups=C).",
        "Keras stores the kernel as (kH, kW, C, M), PyTorch as (C·M, 1, kH, kW).",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Convolution convolution && IsDepthwise(convolution);

    /// <summary>Whether each channel is a group.</summary>
    internal static bool IsDepthwise(Convolution convolution) => convolution.Groups > 1 && convolution.Groups == convolution.InChannels;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var activation = ActivationConversion.FromKeras(layer, layer.Node("activation"), layer.Input.Rank);
        var convolution = Read(layer, "kernel", layer.Flag("use_bias", true));
        return activation is null ? [new(convolution)] : [new(convolution), activation];
    }

    /// <summary>The depthwise convolution of a depthwise or separable layer.</summary>
    internal static Convolution Read(KerasLayer layer, string kernelName, bool useBias)
    {
        var count = layer.ClassName[^2] - '0';
        var (axis, multiplier) = (layer.ChannelAxis(count + 2), layer.Int("depth_multiplier", 1));
        var window = Windows.FromKeras(layer, "kernel_size", count, defaultStride: 1);
        var channels = layer.Length(axis);
        if (layer.Node("groups") is not null && layer.Int("groups") != 1)
        {
            throw layer.Refuse("groups of a depthwise convolution are its channels", "Leave groups out.");
        }

        var kernel = layer.Weight(kernelName, [.. window.Size, channels, multiplier]);
        var bias = useBias ? layer.Weight("bias", [channels * multiplier]) : null;
        var canonical = kernel.Permute([count, count + 1, .. Enumerable.Range(0, count)]).Reshape([channels * multiplier, 1, .. window.Size]);
        return new Convolution(axis, window, channels, canonical, bias);
    }

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node) => ConvolutionConversion.Emit(emitter, node);

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var convolution = (Convolution)node.Layer;
        var (channels, rank) = (convolution.Groups, convolution.Window.Rank);
        if (convolution.Window.Strides.Distinct().Count() > 1)
        {
            // TensorFlow's depthwise convolution takes equal strides alone, the grouped one takes any.
            ConvolutionConversion.EmitKeras(emitter, node);
            return;
        }

        var steps = Windows.ApartFromDilation(emitter, node, convolution, out var window);
        var config = new JsonObject { ["kernel_size"] = KerasEmitter.List(convolution.Window.Size), ["depth_multiplier"] = convolution.OutChannels / channels };
        var input = Windows.ToKeras(emitter, node, convolution, window, config);
        config["use_bias"] = convolution.Bias is not null;
        var kernel = convolution.Kernel.Reshape([channels, convolution.OutChannels / channels, .. convolution.Window.Size]).Permute([.. Enumerable.Range(2, rank), 0, 1]);
        Windows.ToKeras(emitter, node, convolution, input, $"DepthwiseConv{rank}D", config, steps, ("kernel", kernel), ("bias", convolution.Bias));
    }
}
