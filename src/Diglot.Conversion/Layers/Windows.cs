using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Windows, strides and padding, which convolutions and poolings share.</summary>
internal static class Windows
{
    /// <summary>Reads a Keras layer's window.</summary>
    public static Window FromKeras(KerasLayer layer, string sizeName, int count, int? defaultStride)
    {
        var size = layer.Ints(sizeName, count);
        var strides = layer.Node("strides") is null ? defaultStride is { } one ? [.. Enumerable.Repeat(one, count)] : size : layer.Ints("strides", count);
        var dilation = layer.Ints("dilation_rate", count, 1);
        var padding = count == 1 && layer.ClassName.StartsWith("Conv", StringComparison.Ordinal) ? layer.Text("padding", "valid", "valid", "same", "causal") : layer.Text("padding", "valid", "valid", "same");
        return new Window(size, strides, dilation, padding switch
        {
            "same" => Padding.Same,
            "causal" => Padding.Of([((size[0] - 1) * dilation[0], 0)]),
            _ => Padding.None,
        });
    }

    /// <summary>Reads a PyTorch convolution's window.</summary>
    public static Window FromTorchConvolution(TorchLayer module, int count)
    {
        var (size, strides, dilation) = (module.Ints("kernel_size", count), module.Ints("stride", count), module.Ints("dilation", count));
        var padding = module.Attribute("padding") switch
        {
            "same" => Padding.Same,
            "valid" => Padding.None,
            _ => Padding.Of([.. module.Ints("padding", count).Select(static side => (side, side))]),
        };
        return new Window(size, strides, dilation, padding);
    }

    /// <summary>Reads a PyTorch pooling's window.</summary>
    public static Window FromTorchPooling(TorchLayer module, int count)
    {
        var size = module.Ints("kernel_size", count);
        return new Window(
            size,
            module.Attribute("stride") is null ? size : module.Ints("stride", count),
            module.Attribute("dilation") is null ? [.. Enumerable.Repeat(1, count)] : module.Ints("dilation", count),
            Padding.Of([.. module.Ints("padding", count).Select(static side => (side, side))]),
            module.Flag("ceil_mode", false));
    }

    /// <summary>One number where all are equal, otherwise the tuple.</summary>
    public static object Compact(IReadOnlyList<int> numbers) => numbers.Distinct().Count() == 1 ? numbers[0] : numbers.ToArray();

    /// <summary>The sides that a window's padding comes to at a node's input.</summary>
    public static (int Before, int After)[] Sides(Node node, SpatialLayer layer, Window window)
        => [.. layer.PositionAxes(node.Input.Shape.Rank).Select((axis, i) => Sides(node, window, i, node.Input.Shape[axis]))];

    /// <summary>
    /// Adds the padding argument of a PyTorch convolution, or puts a module in front that pads. PyTorch's own 'same' agrees with Keras's for stride 1.
    /// </summary>
    public static Value ToTorchConvolution(TorchEmitter emitter, Node node, Convolution layer, Window window, List<(string? Name, object? Value)> arguments)
    {
        var sides = Sides(node, layer, window);

        // Calls of a shared layer on inputs of other sizes may need other paddings: then each has its own in front.
        var isOne = emitter.Calls(node).All(call => Sides(call, (SpatialLayer)call.Layer, window).SequenceEqual(sides));
        if (!isOne)
        {
            return sides.All(static side => side == (0, 0)) ? node.Input : Pad(emitter, node, layer, sides, 0);
        }

        if (sides.All(static side => side.Before == side.After))
        {
            if (sides.Any(static side => side.Before != 0))
            {
                arguments.Add(("padding", Compact([.. sides.Select(static side => side.Before)])));
            }

            return node.Input;
        }

        if (window.Padding.IsSame && window.Strides.All(static stride => stride == 1))
        {
            arguments.Add(("padding", "same"));
            return node.Input;
        }

        emitter.Note(node, NoteKind.Adapted, $"Keras's padding is asymmetric here ({string.Join(", ", sides.Select(static side => $"{side.Before} before and {side.After} after"))}): a ZeroPad{window.Rank}d stands in front.");
        return Pad(emitter, node, layer, sides, 0);
    }

    /// <summary>Puts a module in front that pads.</summary>
    public static Value Pad(TorchEmitter emitter, Node node, SpatialLayer layer, IReadOnlyList<(int Before, int After)> sides, double value)
    {
        var flat = sides.Reverse().SelectMany(static side => new[] { side.Before, side.After }).ToArray();
        var shape = new PadPositions(layer.ChannelAxis, sides).InferShape([node.Input.Shape]);
        return emitter.Before(node, "pad", value == 0 ? new TorchCall($"ZeroPad{sides.Count}d", (null, flat)) : new TorchCall($"ConstantPad{sides.Count}d", (null, flat), (null, value)), shape);
    }

    /// <summary>Adds strides, padding and dilation to a Keras layer's arguments, or puts a ZeroPadding layer in front.</summary>
    public static Value ToKeras(KerasEmitter emitter, Node node, SpatialLayer layer, Window window, JsonObject config)
    {
        var input = node.Input;
        config["strides"] = KerasEmitter.List(window.Strides);
        if (window.Dilation.Any(static step => step != 1))
        {
            config["dilation_rate"] = KerasEmitter.List(window.Dilation);
        }

        var sides = Sides(node, layer, window);
        // Calls of a shared layer on inputs of other sizes may need other paddings: then each has its own in front.
        var isOne = emitter.Calls(node).All(call => (Sides(call, (SpatialLayer)call.Layer, window), IsSame(call, (SpatialLayer)call.Layer, window, sides)) is var (others, isSame)
            && others.SequenceEqual(sides) && isSame == IsSame(node, layer, window, sides));
        if (sides.All(static side => side == (0, 0)))
        {
            config["padding"] = "valid";
        }
        else if (isOne && IsSame(node, layer, window, sides))
        {
            config["padding"] = "same";
        }
        else
        {
            config["padding"] = "valid";
            emitter.Note(node, NoteKind.Adapted, $"PyTorch's padding ({string.Join(", ", sides.Select(static side => $"{side.Before} before and {side.After} after"))}) is not what Keras's 'same' pads: a ZeroPadding{window.Rank}D stands in front.");
            input = emitter.Before(node, "pad", $"ZeroPadding{window.Rank}D", PaddingConversion.Config(sides), new PadPositions(layer.ChannelAxis, sides).InferShape([node.Input.Shape]));
        }

        return input;
    }

    /// <summary>
    /// Keras takes no strides beside a dilation. Gives the window without its strides then, and those: a pooling of size 1 behind makes the steps; null where all is in the window.
    /// </summary>
    public static IReadOnlyList<int>? ApartFromDilation(KerasEmitter emitter, Node node, Convolution layer, out Window window)
    {
        window = layer.Window;
        if (window.Strides.Max() == 1 || window.Dilation.Max() == 1)
        {
            return null;
        }

        var strides = window.Strides;
        window = window with { Strides = [.. strides.Select(static _ => 1)], Padding = Padding.Of(Sides(node, layer, window)) };
        emitter.Note(node, NoteKind.Adapted, $"Keras takes no strides beside a dilation: a MaxPooling{window.Rank}D of size 1 behind makes the steps.");
        return strides;
    }

    /// <summary>A Keras layer, and the steps behind it where it cannot make them itself.</summary>
    public static void ToKeras(KerasEmitter emitter, Node node, SpatialLayer layer, Value input, string className, JsonObject config, IReadOnlyList<int>? steps, params IReadOnlyList<(string Name, Weight? Weight)> weights)
    {
        if (steps is null)
        {
            emitter.Layer(node, input, className, config, weights);
            return;
        }

        var whole = node.Output.Shape;
        foreach (var (i, axis) in layer.PositionAxes(whole.Rank).Index())
        {
            whole = whole.With(axis, ((whole[axis] - 1) * steps[i]) + 1);
        }

        var value = emitter.Inner(node, input, "whole", whole, className, config, weights);
        emitter.After(node, value, "steps", $"MaxPooling{steps.Count}D", new JsonObject { ["pool_size"] = KerasEmitter.List(steps.Select(static _ => 1)), ["strides"] = KerasEmitter.List(steps), ["padding"] = "valid" });
    }

    /// <summary>Whether sides are what 'same' gives.</summary>
    public static bool IsSame(Node node, SpatialLayer layer, Window window, IReadOnlyList<(int Before, int After)> sides)
    {
        var axes = layer.PositionAxes(node.Input.Shape.Rank);
        return axes.Select((axis, i) => window.Strides[i] == 1 || node.Input.Shape[axis] is not null).All(static known => known)
            && Sides(node, layer, window with { Padding = Padding.Same, CeilMode = false }).SequenceEqual(sides)
            && axes.Index().All(axis => node.Output.Shape[axis.Item] is null || (window with { Padding = Padding.Same }).Places(axis.Index, node.Input.Shape[axis.Item]) == node.Output.Shape[axis.Item]);
    }

    private static (int Before, int After) Sides(Node node, Window window, int axis, int? length)
    {
        try
        {
            return window.Sides(axis, length);
        }
        catch (GraphException exception)
        {
            throw new ConversionRefusedException(node.Path, exception.Message.TrimEnd('.'), "Give the model a whole input shape.");
        }
    }
}
