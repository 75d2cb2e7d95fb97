using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Conv1DTranspose … Conv3DTranspose</c>, PyTorch <c>ConvTranspose1d … ConvTranspose3d</c>.</summary>
public sealed class TransposedConvolutionConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences =>
    [
        "Keras stores the kernel as (window …, out, in), PyTorch as (in, out / groups, window …).",
        "padding='same' makes the result stride times as long and cuts ⌊(k − s) / 2⌋ off the beginning, the rest off the end. PyTorch cuts padding off both ends and adds output_padding at the end: where Keras cuts more off the end, an nn.ZeroPad with negative numbers follows.",
        "padding='valid' with a kernel shorter than the stride ends in positions that nothing reaches: output_padding = stride − kernel in PyTorch.",
        "Keras knows no groups here.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is TransposedConvolution;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var rank = layer.ClassName[4] - '0';
        var (filters, axis) = (layer.Int("filters"), layer.ChannelAxis(rank + 2));
        var (size, strides, dilation) = (layer.Ints("kernel_size", rank), layer.Ints("strides", rank, 1), layer.Ints("dilation_rate", rank, 1));
        if (layer.Int("groups", 1) != 1)
        {
            throw layer.Refuse("a transposed convolution of Keras has no groups", "Leave groups out.");
        }

        var isSame = layer.Text("padding", "valid", "valid", "same") == "same";
        var more = layer.Node("output_padding") is null ? null : layer.Ints("output_padding", rank);
        var cuts = Enumerable.Range(0, rank).Select(i =>
        {
            var reach = ((size[i] - 1) * dilation[i]) + 1;
            var total = more is not null ? (isSame ? 2 * (reach / 2) : 0) - more[i] : isSame ? reach - strides[i] : Math.Min(0, reach - strides[i]);
            var before = isSame ? Math.Max(0, total) / 2 : 0;
            return (before, total - before);
        }).ToArray();
        var kernel = layer.Weight("kernel", [.. size, filters, layer.Length(axis)]).Permute([rank + 1, rank, .. Enumerable.Range(0, rank)]);
        var bias = layer.Flag("use_bias", true) ? layer.Weight("bias", [filters]) : null;
        var activation = ActivationConversion.FromKeras(layer, layer.Node("activation"), rank + 2);
        var transposed = new TransposedConvolution(axis, size, strides, dilation, cuts, 1, kernel, bias);
        return activation is null ? [new(transposed)] : [new(transposed), activation];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var rank = module.ClassName[^2] - '0';
        var (padding, more) = (module.Ints("padding", rank), module.Ints("output_padding", rank));
        return new TransposedConvolution(
            1,
            module.Ints("kernel_size", rank),
            module.Ints("stride", rank),
            module.Ints("dilation", rank),
            [.. padding.Zip(more, static (side, end) => (side, side - end))],
            module.Int("groups"),
            module.Weight("weight"),
            module.TryWeight("bias"));
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var layer = (TransposedConvolution)node.Layer;

        // At the end output_padding adds less than a stride; what Keras cuts off there beyond padding, a module behind cuts.
        var ends = layer.Cuts.Select(static cut => cut.Before - cut.After).ToArray();
        var arguments = new List<(string? Name, object? Value)> { (null, layer.InChannels), (null, layer.OutChannels), ("kernel_size", Windows.Compact(layer.Size)) };
        Add("stride", layer.Strides, 1);
        Add("padding", [.. layer.Cuts.Select(static cut => cut.Before)], 0);
        Add("output_padding", [.. ends.Select(static end => Math.Max(0, end))], 0);
        if (layer.Groups != 1)
        {
            arguments.Add(("groups", layer.Groups));
        }

        if (layer.Bias is null)
        {
            arguments.Add(("bias", false));
        }

        Add("dilation", layer.Dilation, 1);
        var call = new TorchCall($"ConvTranspose{layer.Size.Count}d", arguments);
        if (ends.All(static end => end >= 0))
        {
            emitter.Module(node, call, ("weight", layer.Kernel), ("bias", layer.Bias));
            return;
        }

        (int Before, int After)[] crop = [.. ends.Select(static end => (0, Math.Min(0, end)))];
        emitter.Note(node, NoteKind.Adapted, $"Keras's 'same' cuts more off the end than off the beginning here: an nn.ZeroPad{layer.Size.Count}d with negative numbers follows.");
        var whole = node.Output.Shape;
        foreach (var (i, axis) in layer.PositionAxes(whole.Rank).Index())
        {
            whole = whole.With(axis, whole[axis] - crop[i].After);
        }

        var value = emitter.Inner(node, "whole", whole, call, ("weight", layer.Kernel), ("bias", layer.Bias));
        emitter.After(node, value, "crop", new TorchCall($"ZeroPad{layer.Size.Count}d", (null, crop.Reverse().SelectMany(static side => new[] { side.Before, side.After }).ToArray())));

        void Add(string name, IReadOnlyList<int> numbers, int usual)
        {
            if (numbers.Any(number => number != usual))
            {
                arguments.Add((name, Windows.Compact(numbers)));
            }
        }
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var layer = (TransposedConvolution)node.Layer;
        if (layer.Groups != 1)
        {
            throw KerasEmitter.Refuse(node, $"Keras's Conv{layer.Size.Count}DTranspose knows no groups; there are {layer.Groups}", "Split it into one layer for each group.", "ConvTranspose(groups)");
        }

        var rank = layer.Size.Count;
        var config = new JsonObject { ["filters"] = layer.OutChannels, ["kernel_size"] = KerasEmitter.List(layer.Size), ["strides"] = KerasEmitter.List(layer.Strides) };
        var axes = Enumerable.Range(0, rank).ToArray();
        var isSame = axes.All(i => layer.Cuts[i].Before + layer.Cuts[i].After == layer.Reach(i) - layer.Strides[i] && layer.Cuts[i].Before == Math.Max(0, layer.Reach(i) - layer.Strides[i]) / 2);
        var isValid = axes.All(i => layer.Cuts[i] == (0, Math.Min(0, layer.Reach(i) - layer.Strides[i])));
        config["padding"] = isSame ? "same" : "valid";
        if (!isSame && !isValid)
        {
            config["output_padding"] = KerasEmitter.List(layer.Cuts.Select(static cut => Math.Max(0, -cut.After)));
        }

        if (layer.Dilation.Any(static step => step != 1))
        {
            config["dilation_rate"] = KerasEmitter.List(layer.Dilation);
        }

        config["use_bias"] = layer.Bias is not null;
        (string, Weight?)[] weights = [("kernel", layer.Kernel.Permute([.. Enumerable.Range(2, rank), 1, 0])), ("bias", layer.Bias)];
        (int Before, int After)[] crop = [.. layer.Cuts.Select(static cut => (cut.Before, Math.Max(0, cut.After)))];
        if (isSame || crop.All(static side => side == (0, 0)))
        {
            emitter.Layer(node, $"Conv{rank}DTranspose", config, weights);
            return;
        }

        emitter.Note(node, NoteKind.Adapted, $"PyTorch's padding is not what Keras's 'same' cuts off: a Cropping{rank}D follows.");
        var whole = node.Output.Shape;
        foreach (var (i, axis) in layer.PositionAxes(whole.Rank).Index())
        {
            whole = whole.With(axis, whole[axis] + crop[i].Before + crop[i].After);
        }

        var value = emitter.Inner(node, "whole", whole, $"Conv{rank}DTranspose", config, weights);
        emitter.After(node, value, "crop", $"Cropping{rank}D", PaddingConversion.Config(crop, "cropping"));
    }
}
