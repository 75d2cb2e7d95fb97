using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Rescaling</c>; in PyTorch an expression in <c>forward</c>.</summary>
public sealed class RescalingConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Rescaling"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => ["PyTorch has no such module: the network computes x * scale + offset in forward, or the data pipeline does (transforms.Normalize)."];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Rescaling or ChannelRescaling;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        if (layer.Node("scale") is not JsonArray && layer.Node("offset") is not JsonArray)
        {
            return [new(new Rescaling(layer.Number("scale", 1), layer.Number("offset", 0)))];
        }

        // Lists stand along the last axis, as in any sum of arrays.
        var length = layer.Length(-1);
        double[] Numbers(string argument, double otherwise) => layer.Node(argument) switch
        {
            JsonArray list when list.All(static item => item is JsonValue) && (list.Count == length || list.Count == 1) => [.. Enumerable.Range(0, length).Select(i => (double)list[list.Count == 1 ? 0 : i]!)],
            JsonArray list => throw layer.Refuse($"{argument} has a shape of its own ({list.ToJsonString()}); one number, or {length} for the last axis, can be carried over", "Rescale in the data pipeline."),
            _ => [.. Enumerable.Repeat(layer.Number(argument, otherwise), length)],
        };
        return [new(new ChannelRescaling(layer.Input.Rank - 1, Numbers("scale", 1), Numbers("offset", 0)))];
    }

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        if (node.Layer is ChannelRescaling channels)
        {
            ToTorch(emitter, node, channels);
            return;
        }

        var (scale, offset) = (Rescaling)node.Layer;
        var text = offset == 0 ? $"{{0}} * {TorchCall.Python(scale)}" : $"{{0}} * {TorchCall.Python(scale)} + {TorchCall.Python(offset)}";
        emitter.Operation(node, text, text, inputs => offset == 0 ? inputs[0] * scale : (inputs[0] * scale) + offset);
    }

    private static void ToTorch(TorchEmitter emitter, Node node, ChannelRescaling layer)
    {
        int[] shape = [.. Enumerable.Range(0, node.Input.Shape.Rank).Skip(layer.Axis).Select((_, i) => i == 0 ? -1 : 1)];
        var isShifted = layer.Offset.Any(static offset => offset != 0);
        var view = $".view({string.Join(", ", shape)})";
        string Python(IEnumerable<double> numbers) => $"{{0}}.new_tensor([{string.Join(", ", numbers.Select(static number => TorchCall.Python(number)))}]){view}";
        string CSharp(IEnumerable<double> numbers) => $"torch.tensor(new[] {{ {string.Join(", ", numbers.Select(static number => TorchCall.CSharp(number) + "f"))} }}){view}";
        emitter.Operation(
            node,
            $"{{0}} * {Python(layer.Scale)}{(isShifted ? $" + {Python(layer.Offset)}" : "")}",
            $"{{0}} * {CSharp(layer.Scale)}{(isShifted ? $" + {CSharp(layer.Offset)}" : "")}",
            inputs =>
            {
                Tensor Along(IReadOnlyList<double> numbers) => new Tensor(NDArray.From(numbers.ToArray())).To(inputs[0].Type).Reshape(shape);
                var y = inputs[0] * Along(layer.Scale);
                return isShifted ? y + Along(layer.Offset) : y;
            });
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        if (node.Layer is ChannelRescaling channels)
        {
            JsonArray List(IEnumerable<double> numbers) => new([.. numbers.Select(static number => (JsonNode)number)]);
            emitter.Layer(node, "Rescaling", channels.Axis == node.Input.Shape.Rank - 1 ? new JsonObject { ["scale"] = List(channels.Scale), ["offset"] = List(channels.Offset) }
                : throw KerasEmitter.Refuse(node, "Keras's Rescaling takes numbers for the last axis only", "Put the axis last."));
            return;
        }

        var (scale, offset) = (Rescaling)node.Layer;
        emitter.Layer(node, "Rescaling", new JsonObject { ["scale"] = scale, ["offset"] = offset });
    }
}
