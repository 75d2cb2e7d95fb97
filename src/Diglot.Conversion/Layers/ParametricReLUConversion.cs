using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary><c>PReLU</c> in both frameworks.</summary>
public sealed class ParametricReLUConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["PReLU"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["PReLU"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras has a slope for each element of an example unless shared_axes says otherwise, and begins with 0; PyTorch has one slope, or one a channel, and begins with 0.25.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is ParametricReLU;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var shared = layer.Node("shared_axes") switch { JsonArray axes => axes.Select(static axis => (int)axis!).ToArray(), JsonValue axis => [(int)axis], _ => [] };
        return [new(new ParametricReLU(layer.Weight("alpha", [.. Enumerable.Range(1, layer.Input.Rank - 1).Select(axis => shared.Contains(axis) ? 1 : layer.Length(axis))])))];
    }

    internal override Layer FromTorch(TorchLayer module)
    {
        var slope = module.Weight("weight");
        int[] shape = [.. Enumerable.Repeat(1, module.Input.Rank - 1)];
        shape[0] = slope.Shape[0];
        return new ParametricReLU(slope.Reshape(shape));
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var slope = ((ParametricReLU)node.Layer).Slope;
        var count = (int)slope.Length;
        var call = new TorchCall("PReLU", ("num_parameters", count));
        var own = slope.Shape.Count - slope.Shape.Reverse().TakeWhile(static length => length == 1).Count();
        if (own <= 1)
        {
            emitter.Module(node, call, ("weight", slope.Reshape(count)));
            return;
        }

        // PyTorch has slopes along axis 1 alone: the axes with slopes of their own are made one.
        emitter.Note(node, NoteKind.Adapted, "PyTorch's PReLU has one slope a channel; here each position has its own: the axes are flattened around it.");
        var input = node.Input.Shape;
        var rest = Enumerable.Range(own + 1, input.Rank - own - 1).Select(axis => input[axis]).ToArray();
        ValueShape flat = [input[0], count, .. rest];
        var value = emitter.Before(node, "flat", own == input.Rank - 1 ? new TorchCall("Flatten") : new TorchCall("Flatten", ("start_dim", 1), ("end_dim", own)), flat);
        value = emitter.Inner(node, value, "slopes", flat, call, ("weight", slope.Reshape(count)));
        emitter.After(node, value, "shape", new TorchCall("Unflatten", (null, 1), (null, slope.Shape.Take(own).ToArray())));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var slope = ((ParametricReLU)node.Layer).Slope;
        var shared = slope.Shape.Index().Where(axis => axis.Item == 1 && node.Input.Shape[axis.Index + 1] != 1).Select(static axis => axis.Index + 1);
        if (slope.Shape is [1] && node.Input.Shape.Rank == 2 && node.Input.Shape[1] != 1)
        {
            shared = [1];
        }

        emitter.Layer(node, "PReLU", new JsonObject { ["shared_axes"] = KerasEmitter.List(shared) }, ("alpha", slope));
    }
}
