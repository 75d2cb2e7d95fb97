using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Add</c>, <c>Subtract</c>, <c>Multiply</c>, <c>Average</c>, <c>Maximum</c>, <c>Minimum</c>; expressions in PyTorch.</summary>
public sealed class MergeConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "In PyTorch these are operators in forward, in Keras layers with names.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Merge;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var shapes = layer.Inputs;
        return shapes.Any(shape => shape.Rank != shapes[0].Rank)
            ? throw layer.Refuse($"inputs with different numbers of axes are not supported: {string.Join(" and ", shapes)}", "Reshape one of them first.", $"{layer.ClassName}(ranks)")
            : [new(new Merge(Enum.Parse<MergeOperation>(layer.ClassName)))];
    }

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var operation = ((Merge)node.Layer).Operation;
        var count = node.Inputs.Count;
        string Joined(string sign) => string.Join($" {sign} ", Enumerable.Range(0, count).Select(static i => $"{{{i}}}"));
        string Nested(string function) => Enumerable.Range(1, count - 1).Aggregate("{0}", (text, i) => $"{function}({text}, {{{i}}})");
        var text = operation switch
        {
            MergeOperation.Add => Joined("+"),
            MergeOperation.Subtract => Joined("-"),
            MergeOperation.Multiply => Joined("*"),
            MergeOperation.Divide => Joined("/"),
            MergeOperation.Average => $"({Joined("+")}) / {count}",
            MergeOperation.Maximum => Nested("torch.maximum"),
            _ => Nested("torch.minimum"),
        };
        emitter.Operation(node, text, text, inputs => operation switch
        {
            MergeOperation.Add => inputs.Aggregate(static (a, b) => a + b),
            MergeOperation.Subtract => inputs.Aggregate(static (a, b) => a - b),
            MergeOperation.Multiply => inputs.Aggregate(static (a, b) => a * b),
            MergeOperation.Divide => inputs.Aggregate(static (a, b) => a / b),
            MergeOperation.Average => inputs.Aggregate(static (a, b) => a + b) / count,
            MergeOperation.Maximum => inputs.Aggregate(Tensor.Maximum),
            _ => inputs.Aggregate(Tensor.Minimum),
        });
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var operation = ((Merge)node.Layer).Operation;
        emitter.Layer(node, operation == MergeOperation.Divide ? throw KerasEmitter.Refuse(node, "Keras has no layer that divides", "Use keras.ops.divide in a layer of your own.", "divide") : operation.ToString(), []);
    }
}
