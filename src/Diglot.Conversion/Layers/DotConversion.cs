using System.Text.Json.Nodes;
using Diglot.Autograd.Functional;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Keras <c>Dot</c>; expressions in PyTorch.</summary>
public sealed class DotConversion : LayerConversion
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Dot"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences => ["PyTorch has no such module: forward computes torch.einsum, or torch.cosine_similarity where vectors are normalized."];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Dot;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer)
    {
        var axes = layer.Ints("axes", 2);
        if (layer.Inputs.Count != 2)
        {
            throw layer.Refuse($"it takes two inputs; there are {layer.Inputs.Count}", "Correct the model.");
        }

        int Axis(int i) => axes[i] >= -layer.Inputs[i].Rank && axes[i] < layer.Inputs[i].Rank ? (axes[i] + layer.Inputs[i].Rank) % layer.Inputs[i].Rank
            : throw layer.Refuse($"axis {axes[i]} does not exist in an input {layer.Inputs[i]}", "Correct the axis.");
        return [new(new Dot(Axis(0), Axis(1), layer.Flag("normalize", false)))];
    }

    internal override Layer FromTorch(TorchLayer module) => throw module.Refuse("is no module", "Report this.");

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (first, second, normalizes) = (Dot)node.Layer;
        var (a, b) = (node.Inputs[0].Shape.Rank, node.Inputs[1].Shape.Rank);
        var left = Letters[..a];
        var right = "a" + Letters[a..(a + b - 1)];
        right = right[..second] + left[first] + right[(second + 1)..];
        var equation = $"{left},{right}->{left.Remove(first, 1)}{right.Remove(second, 1)[1..]}";
        if (a == 2 && b == 2)
        {
            emitter.Operation(
                node,
                normalizes ? "torch.cosine_similarity({0}, {1}, dim=1).unsqueeze(1)" : "({0} * {1}).sum(dim=1, keepdim=True)",
                normalizes ? "F.cosine_similarity({0}, {1}, dim: 1).unsqueeze(1)" : "({0} * {1}).sum(dim: 1, keepdim: true)",
                inputs => Run(inputs, equation, first, second, normalizes).ExpandDims(1));
            return;
        }

        string Operand(int place, int axis, string python) => normalizes ? (python.Length > 0 ? $"nn.functional.normalize({{{place}}}, dim={axis})" : $"F.normalize({{{place}}}, dim: {axis})") : $"{{{place}}}";
        emitter.Operation(
            node,
            $"torch.einsum(\"{equation}\", {Operand(0, first, "python")}, {Operand(1, second, "python")})",
            $"torch.einsum(\"{equation}\", {Operand(0, first, "")}, {Operand(1, second, "")})",
            inputs => Run(inputs, equation, first, second, normalizes));
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (first, second, normalizes) = (Dot)node.Layer;
        emitter.Layer(node, "Dot", new JsonObject { ["axes"] = KerasEmitter.List([first, second]), ["normalize"] = normalizes });
    }

    private static Tensor Run(Tensor[] inputs, string equation, int first, int second, bool normalizes) => normalizes
        ? Einsum.Run(equation, Normalized(inputs[0], first), Normalized(inputs[1], second))
        : Einsum.Run(equation, inputs[0], inputs[1]);

    private static Tensor Normalized(Tensor x, int axis) => x * x.Square().Sum([axis], keepAxes: true).Clamp(low: 1e-24).Rsqrt();
}
