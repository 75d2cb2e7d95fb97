using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Conv1D … Conv3D</c>, PyTorch <c>Conv1d … Conv3d</c>.</summary>
public sealed class ConvolutionConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Conv1D", "Conv2D", "Conv3D"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Conv1d", "Conv2d", "Conv3d"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences =>
    [
        "Keras expects channels last (N, H, W, C), PyTorch channels first (N, C, H, W).",
        "Keras stores the kernel as (kH, kW, in / groups, out), PyTorch as (out, in / groups, kH, kW).",
        "padding='same' with a stride above 1 exists in Keras alone and pads one element more at the end than at the beginning where the amount is odd: in PyTorch an nn.ZeroPad2d stands in front.",
        "Keras infers the input channels and may apply an activation; nn.Conv2d is told in_channels and applies none.",
        "First weights: Keras glorot_uniform and zero bias; PyTorch kaiming_uniform(a=√5) and a uniform bias.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Convolution convolution && !DepthwiseConvolutionConversion.IsDepthwise(convolution);

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var count = layer.ClassName[4] - '0';
        var (filters, groups, axis) = (layer.Int("filters"), layer.Int("groups", 1), layer.ChannelAxis(count + 2));
        var window = Windows.FromKeras(layer, "kernel_size", count, defaultStride: 1);
        var channels = layer.Length(axis);
        var activation = ActivationConversion.FromKeras(layer, layer.Node("activation"), count + 2);
        var kernel = layer.Weight("kernel", [.. window.Size, channels / groups, filters]);
        var bias = layer.Flag("use_bias", true) ? layer.Weight("bias", [filters]) : null;
        var convolution = new Convolution(axis, window, groups, ToCanonical(kernel), bias);
        return activation is null ? [new(convolution)] : [new(convolution), activation];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var count = module.ClassName[4] - '0';
        module.Require(module.Text("padding_mode", "zeros") == "zeros", "padding_mode", "Use padding_mode='zeros'.");
        return new Convolution(1, Windows.FromTorchConvolution(module, count), module.Int("groups"), module.Weight("weight"), module.TryWeight("bias"));
    }

    internal override void ToTorch(TorchEmitter emitter, Node node) => Emit(emitter, node);

    internal override void ToKeras(KerasEmitter emitter, Node node) => EmitKeras(emitter, node);

    /// <summary>The Keras layer of any convolution.</summary>
    internal static void EmitKeras(KerasEmitter emitter, Node node)
    {
        var convolution = (Convolution)node.Layer;
        var config = new JsonObject
        {
            ["filters"] = convolution.OutChannels,
            ["kernel_size"] = KerasEmitter.List(convolution.Window.Size),
        };
        var steps = Windows.ApartFromDilation(emitter, node, convolution, out var window);
        var input = Windows.ToKeras(emitter, node, convolution, window, config);
        if (convolution.Groups != 1)
        {
            config["groups"] = convolution.Groups;
        }

        config["use_bias"] = convolution.Bias is not null;
        var rank = convolution.Window.Rank;
        Windows.ToKeras(emitter, node, convolution, input, $"Conv{rank}D", config, steps, ("kernel", convolution.Kernel.Permute([.. Enumerable.Range(2, rank), 1, 0])), ("bias", convolution.Bias));
    }

    /// <summary>The module of any convolution, with a padding module in front where it needs one.</summary>
    internal static void Emit(TorchEmitter emitter, Node node)
    {
        var convolution = (Convolution)node.Layer;
        var window = convolution.Window;
        var arguments = new List<(string? Name, object? Value)> { (null, convolution.InChannels), (null, convolution.OutChannels), ("kernel_size", Windows.Compact(window.Size)) };
        if (window.Strides.Any(static stride => stride != 1))
        {
            arguments.Add(("stride", Windows.Compact(window.Strides)));
        }

        var input = Windows.ToTorchConvolution(emitter, node, convolution, window, arguments);
        if (window.Dilation.Any(static step => step != 1))
        {
            arguments.Add(("dilation", Windows.Compact(window.Dilation)));
        }

        if (convolution.Groups != 1)
        {
            arguments.Add(("groups", convolution.Groups));
        }

        if (convolution.Bias is null)
        {
            arguments.Add(("bias", false));
        }

        emitter.Module(node, input, new TorchCall($"Conv{window.Rank}d", arguments), ("weight", convolution.Kernel), ("bias", convolution.Bias));
    }

    /// <summary>(window …, in, out) → (out, in, window …).</summary>
    private static Weight ToCanonical(Weight kernel)
    {
        var rank = kernel.Shape.Count;
        return kernel.Permute([rank - 1, rank - 2, .. Enumerable.Range(0, rank - 2)]);
    }
}
