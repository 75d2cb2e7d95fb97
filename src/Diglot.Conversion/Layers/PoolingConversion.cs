using System.Text.Json.Nodes;
using Diglot.Torch.Tensors;
using static Diglot.Torch.Api;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>MaxPooling</c> and <c>AveragePooling</c>, PyTorch <c>MaxPool</c> and <c>AvgPool</c>.</summary>
public sealed class PoolingConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D", "MaxPool2D", "AvgPool2D"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["MaxPool1d", "MaxPool2d", "MaxPool3d", "AvgPool1d", "AvgPool2d", "AvgPool3d"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras's padding='same' is not counted in a mean; PyTorch counts padding unless count_include_pad=False.",
        "padding='same' may pad one element more at the end; PyTorch pads both sides alike: ceil_mode=True or a padding module in front takes its place.",
        "AveragePooling2D and MaxPooling2D both step by the size of the window unless strides are given, in both frameworks.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Pooling;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var count = layer.ClassName[^2] - '0';
        var reduction = layer.ClassName.StartsWith("Max", StringComparison.Ordinal) ? PoolingReduction.Max : PoolingReduction.Average;
        return [new(new Pooling(layer.ChannelAxis(count + 2), reduction, Windows.FromKeras(layer, "pool_size", count, defaultStride: null)))];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var count = module.ClassName[^2] - '0';
        var window = Windows.FromTorchPooling(module, count);
        var isMax = module.ClassName.StartsWith("Max", StringComparison.Ordinal);
        module.Require(module.Attribute("divisor_override") is null, "divisor_override", "Leave divisor_override out.");
        module.Require(!module.Flag("return_indices", false), "return_indices", "Leave return_indices out.");
        return new Pooling(1, isMax ? PoolingReduction.Max : PoolingReduction.Average, window, !isMax && module.Flag("count_include_pad", true));
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var pooling = (Pooling)node.Layer;
        var (window, isMax) = (pooling.Window, pooling.Reduction == PoolingReduction.Max);
        var sides = Windows.Sides(node, pooling, window);
        var arguments = new List<(string? Name, object? Value)> { ("kernel_size", Windows.Compact(window.Size)), ("stride", Windows.Compact(window.Strides)) };
        var input = node.Input;
        var (ceil, padding) = (window.CeilMode, sides.Select(static side => side.Before).ToArray());
        if (sides.Any(static side => side.Before != side.After))
        {
            var rounded = new Window(window.Size, window.Strides, window.Dilation, Padding.Of([.. padding.Select(static side => (side, side))]), CeilMode: true);
            var axes = pooling.PositionAxes(node.Input.Shape.Rank);
            if (axes.Index().All(axis => node.Input.Shape[axis.Item] is { } length && length + (2 * padding[axis.Index]) >= window.Extent(axis.Index) && rounded.Places(axis.Index, length) == node.Output.Shape[axis.Item]))
            {
                ceil = true;
                emitter.Note(node, NoteKind.Adapted, "Keras pads at the end here: ceil_mode=True lets the last window reach over the end.");
            }
            else if (isMax)
            {
                input = Windows.Pad(emitter, node, pooling, sides, double.NegativeInfinity);
                padding = new int[padding.Length];
                emitter.Note(node, NoteKind.Adapted, "Keras's padding is asymmetric here: a ConstantPad with −∞ stands in front, so that padding never wins.");
            }
            else
            {
                MeanOfPadded(emitter, node, window, sides);
                return;
            }
        }

        if (padding.Any(static side => side != 0))
        {
            arguments.Add(("padding", Windows.Compact(padding)));
        }

        if (window.Dilation.Any(static step => step != 1))
        {
            arguments.Add(("dilation", Windows.Compact(window.Dilation)));
        }

        if (ceil)
        {
            arguments.Add(("ceil_mode", true));
        }

        if (!isMax && !pooling.CountsPadding && (ceil || padding.Any(static side => side != 0)))
        {
            arguments.Add(("count_include_pad", false));
        }

        emitter.Module(node, input, new TorchCall($"{(isMax ? "Max" : "Avg")}Pool{window.Rank}d", arguments));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var pooling = (Pooling)node.Layer;
        var (window, isMax) = (pooling.Window, pooling.Reduction == PoolingReduction.Max);
        if (window.Dilation.Any(static step => step != 1))
        {
            throw KerasEmitter.Refuse(node, "a dilated pooling has no counterpart in Keras", "Use dilation 1.", "MaxPool(dilation)");
        }

        var sides = Windows.Sides(node, pooling, window);
        var axes = pooling.PositionAxes(node.Input.Shape.Rank);
        var config = new JsonObject { ["pool_size"] = KerasEmitter.List(window.Size), ["strides"] = KerasEmitter.List(window.Strides) };
        var input = node.Input;
        if (isMax && input.Producer?.Layer is PadPositions { Constant: double.NegativeInfinity, Sides: var more } && emitter.Uses(input) is (var uses, false) && uses.All(static use => use.Layer is Pooling { Reduction: PoolingReduction.Max }))
        {
            sides = [.. sides.Zip(more, static (own, pad) => (own.Before + pad.Before, own.After + pad.After))];
            input = input.Producer!.Input;
        }

        var before = input.Shape;
        var reachesOver = window.CeilMode && axes.Index().Any(axis => node.Input.Shape[axis.Item] is not { } length || (window with { CeilMode = false }).Places(axis.Index, length) != node.Output.Shape[axis.Item]);
        if (!reachesOver && sides.All(static side => side == (0, 0)))
        {
            config["padding"] = "valid";
        }
        else if ((isMax || !pooling.CountsPadding) && IsSame(before, node.Output.Shape, pooling, sides))
        {
            config["padding"] = "same";
        }
        else if (!reachesOver && (isMax ? input == node.Input && IsNeverNegative(node.Input) : pooling.CountsPadding))
        {
            config["padding"] = "valid";
            input = emitter.Before(node, "pad", $"ZeroPadding{window.Rank}D", PaddingConversion.Config(sides), new PadPositions(pooling.ChannelAxis, sides).InferShape([node.Input.Shape]));
            emitter.Note(node, NoteKind.Adapted, isMax ? "The padding is a ZeroPadding layer: 0 never wins, because the input is never negative." : "The padding is a ZeroPadding layer; its zeros are counted in the mean, as in PyTorch.");
        }
        else
        {
            throw KerasEmitter.Refuse(node, $"its padding ({string.Join(", ", sides)}) and rounding have no counterpart in Keras", "Use sizes for which padding='same' gives the same windows, or pad explicitly in front.", $"{pooling.Kind}(padding)");
        }

        emitter.Layer(node, input, $"{(isMax ? "Max" : "Average")}Pooling{window.Rank}D", config);
    }

    // 'same' windows agree if as much is padded before, and the windows are as many.
    private static bool IsSame(ValueShape input, ValueShape output, Pooling pooling, IReadOnlyList<(int Before, int After)> sides)
    {
        var same = pooling.Window with { Padding = Padding.Same, CeilMode = false };
        return pooling.PositionAxes(input.Rank).Index().All(axis => input[axis.Item] is { } length
            && same.Sides(axis.Index, length).Before == sides[axis.Index].Before && same.Places(axis.Index, length) == output[axis.Item]);
    }

    private static bool IsNeverNegative(Value value) => value.Producer?.Layer switch
    {
        Activation { Function: ActivationFunction.ReLU or ActivationFunction.ReLU6 or ActivationFunction.Sigmoid or ActivationFunction.Softplus or ActivationFunction.HardSigmoid } or Softmax { IsLogarithm: false } => true,
        Dropout or Identity or Pooling or Flatten or Permute => IsNeverNegative(value.Producer.Input),
        _ => false,
    };

    private static void MeanOfPadded(TorchEmitter emitter, Node node, Window window, (int Before, int After)[] sides)
    {
        var flat = sides.Reverse().SelectMany(static side => new[] { side.Before, side.After }).ToArray();
        var (pads, size, stride) = (TorchCall.Python(flat), TorchCall.Python(Windows.Compact(window.Size)), TorchCall.Python(Windows.Compact(window.Strides)));
        var function = $"F.avg_pool{window.Rank}d";
        var text = $"{function}(F.pad({{0}}, {pads}), {size}, {stride}) / {function}(F.pad(torch.ones_like({{0}}), {pads}), {size}, {stride})";
        emitter.Note(node, NoteKind.Adapted, "Keras leaves its asymmetric padding out of the mean: the sum of the padded input is divided by the share of real elements.");
        emitter.Operation(node, text, text, inputs =>
        {
            var (kernel, steps) = (new IntOrTuple([.. window.Size.Select(static length => (int?)length)]), new IntOrTuple([.. window.Strides.Select(static length => (int?)length)]));
            Tensor Pool(Tensor x) => window.Rank == 1 ? F.avg_pool1d(F.pad(x, flat), kernel, steps) : F.avg_pool2d(F.pad(x, flat), kernel, steps);
            return Pool(inputs[0]) / Pool(Tensor.Ones(inputs[0].Shape, inputs[0].Type));
        });
    }
}
