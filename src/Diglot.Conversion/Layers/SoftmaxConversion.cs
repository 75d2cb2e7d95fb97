using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Softmax</c>, PyTorch <c>Softmax</c> and <c>LogSoftmax</c>.</summary>
public sealed class SoftmaxConversion : LayerConversion
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Softmax"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => ["Softmax", "LogSoftmax", "Softmax2d"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => [
        "Keras networks usually end in softmax and their losses take probabilities; PyTorch networks usually end in logits, because nn.CrossEntropyLoss applies log-softmax itself.",
        "Keras's default axis is the last one; PyTorch asks for dim.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Softmax or JointSoftmax;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => layer.Node("axis") is JsonArray { Count: > 1 } axes
        ? [new(new JointSoftmax([.. axes.Select(axis => layer.Axis((int)axis!)).Order()]))]
        : [new(new Softmax(layer.Axis(layer.Node("axis") is JsonArray { Count: 1 } one ? (int)one[0]! : layer.Int("axis", -1))))];

    internal override Layer FromTorch(TorchLayer module)
    {
        if (module.ClassName == "Softmax2d")
        {
            return new Softmax(1);
        }

        module.Require(module.Attribute("dim") is not null, "dim=None", "Give dim.");
        return new Softmax(module.Axis(module.Int("dim")), module.ClassName == "LogSoftmax");
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        if (node.Layer is JointSoftmax { Axes: var axes })
        {
            int[] all = [.. axes];
            emitter.Operation(node, $"torch.exp({{0}} - torch.logsumexp({{0}}, dim={TorchCall.Python(all)}, keepdim=True))", $"torch.exp({{0}} - torch.logsumexp({{0}}, dim: {TorchCall.CSharp(all)}, keepdim: true))",
                inputs => (inputs[0] - inputs[0].LogSumExp(all, keepAxes: true)).Exp());
            return;
        }

        var (axis, isLogarithm) = (Softmax)node.Layer;
        emitter.Module(node, new TorchCall(isLogarithm ? "LogSoftmax" : "Softmax", ("dim", axis)));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        if (node.Layer is JointSoftmax { Axes: var axes })
        {
            emitter.Layer(node, "Softmax", new JsonObject { ["axis"] = KerasEmitter.List(axes) });
            return;
        }

        var (axis, isLogarithm) = (Softmax)node.Layer;
        var isLast = axis == node.Input.Shape.Rank - 1;
        if (isLogarithm)
        {
            // The activation works along the last axis only, the function along any.
            if (isLast)
            {
                emitter.Layer(node, "Activation", new JsonObject { ["activation"] = "log_softmax" });
            }
            else
            {
                emitter.Operation(node, "LogSoftmax", new JsonObject { ["axis"] = axis });
            }

            return;
        }

        emitter.Layer(node, "Softmax", new JsonObject { ["axis"] = isLast ? -1 : axis });
    }
}
