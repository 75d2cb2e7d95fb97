using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Several operations that stand for one layer: older versions of ONNX had no operation for it.</summary>
internal static class Patterns
{
    private const double RootOfHalf = 0.70710678118654752;

    /// <summary>x · 0.5 · (1 + erf(x / √2)), begun at x / √2; in any order of the products.</summary>
    public static bool Gelu(NodeContext node)
    {
        var graph = node.Graph;
        if (!node.IsComputed(0) || node.Number(1) is not { } number || Math.Abs((node.Node.Operator == "Div" ? 1 / number : number) - RootOfHalf) > 1e-6)
        {
            return false;
        }

        var x = node.Node.Inputs[0];
        if (graph.OnlyConsumer(node.Output) is not { Operator: "Erf" } erf || graph.OnlyConsumer(erf.Outputs[0]) is not { Operator: "Add" } add || Other(graph, add, erf.Outputs[0]) is not (1, _))
        {
            return false;
        }

        // Two products follow, with x and with a half; or one, with x / 2.
        var (current, hasX, hasHalf) = (add, false, false);
        var absorbed = new List<OnnxNode> { erf, add };
        while (!(hasX && hasHalf))
        {
            if (graph.OnlyConsumer(current.Outputs[0]) is not { Operator: "Mul" } product)
            {
                return false;
            }

            var (factor, name) = Other(graph, product, current.Outputs[0]);
            if (!hasHalf && factor == 0.5)
            {
                hasHalf = true;
            }
            else if (!hasX && name == x)
            {
                hasX = true;
            }
            else if (!hasX && !hasHalf && Half(graph, x, name) is { } half)
            {
                (hasX, hasHalf) = (true, true);
                absorbed.Add(half);
            }
            else
            {
                return false;
            }

            absorbed.Add(product);
            current = product;
        }

        graph.Absorb([.. absorbed]);
        node.AddUntil(current, "gelu", new Activation(ActivationFunction.GELU), node.X);
        return true;
    }

    /// <summary>(x − mean) / √(mean of squares + epsilon) · gamma + beta over the last axes, begun at the mean.</summary>
    public static bool LayerNormalization(NodeContext node)
    {
        var (graph, x) = (node.Graph, node.Node.Inputs[0]);
        if (!node.IsComputed(0) || node.Node.Integer("keepdims", 1) != 1)
        {
            return false;
        }

        var rank = node.X.Shape.Rank;
        var axes = (node.Numbers(1, "axes") ?? []).Select(axis => node.Axis(axis, rank)).Order().ToArray();
        if (axes.Length == 0 || !axes.SequenceEqual(Enumerable.Range(rank - axes.Length, axes.Length)) || graph.Consumers(node.Output) is not { Count: 1 or 2 } differences
            || !differences.All(next => next.Operator == "Sub" && next.Inputs[0] == x && next.Inputs[1] == node.Output))
        {
            return false;
        }

        var square = differences.SelectMany(next => graph.Consumers(next.Outputs[0])).FirstOrDefault(next => next.Operator == "Pow" || (next.Operator == "Mul" && next.Inputs[0] == next.Inputs[1]));
        if (square is null || graph.OnlyConsumer(square.Outputs[0]) is not { Operator: "ReduceMean" } variance || graph.OnlyConsumer(variance.Outputs[0]) is not { Operator: "Add" } sum
            || Other(graph, sum, variance.Outputs[0]) is not ({ } epsilon, _) || graph.OnlyConsumer(sum.Outputs[0]) is not { Operator: "Sqrt" } root || graph.OnlyConsumer(root.Outputs[0]) is not { Operator: "Div" } quotient
            || !differences.Any(next => next.Outputs[0] == quotient.Inputs[0]) || (square.Operator == "Pow" && Other(graph, square, square.Inputs[0]) is not (2, _))
            || Numbers(graph, variance)?.Select(axis => axis < 0 ? axis + rank : axis).Order().SequenceEqual(axes) is not true)
        {
            return false;
        }

        graph.Absorb([.. differences, square, variance, sum, root, quotient]);
        var (gamma, scaled) = Behind(graph, quotient, "Mul");
        var (beta, shifted) = Behind(graph, scaled, "Add");
        graph.Absorb(scaled, shifted);
        var layer = new LayerNormalization(axes, NormalizationNodes.Round(epsilon), gamma, beta);
        graph.Add(shifted.Outputs[0], (gamma ?? beta) is { } weight ? graph.Names.Of(node.Node, "layer_norm", weight) : graph.Names.Of(node.Node, "layer_norm"), layer, hasOwnName: gamma is not null, node.X);
        return true;

        // A product or sum with a weight of the shape of those axes.
        (Weight? Weight, OnnxNode Last) Behind(OnnxGraphReader graph, OnnxNode last, string operation)
            => graph.OnlyConsumer(last.Outputs[0]) is { } next && next.Operator == operation && graph.TryKnown(Other(graph, next, last.Outputs[0]).Name) is OnnxKnown.Fixed found && found.Rank == axes.Length
                && found.Source.Shape.Select((length, i) => node.X.Shape[axes[i]] == length).All(static same => same)
                ? (new(found.Name, found.Source), next) : (null, last);
    }

    private static int[]? Numbers(OnnxGraphReader graph, OnnxNode node)
    {
        _ = node.Inputs.Count > 1 ? graph.TryKnown(node.Inputs[1]) : null;
        return graph.Numbers(node, 1, "axes");
    }

    /// <summary>The other input of a node of two: its only number, if it is fixed, and its name.</summary>
    public static (double? Number, string Name) Other(OnnxGraphReader graph, OnnxNode node, string input)
    {
        var name = node.Inputs.Count == 2 ? node.Inputs[0] == input ? node.Inputs[1] : node.Inputs[0] : "";
        return (graph.TryKnown(name) is OnnxKnown.Fixed { Length: 1 } found ? found.Tensor.Data.ToArray<double>()[0] : null, name);
    }

    private static OnnxNode? Half(OnnxGraphReader graph, string x, string name)
        => graph.Consumers(x).FirstOrDefault(next => next.Operator == "Mul" && next.Outputs[0] == name && graph.OnlyConsumer(name) is not null && Other(graph, next, x) is (0.5, _));
}
