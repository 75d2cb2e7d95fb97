namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Functions on single elements, and softmax.</summary>
internal static class ActivationNodes
{
    public static void Plain(NodeContext node, ActivationFunction function) => node.Add(function.ToString().ToLowerInvariant(), new Activation(function), node.X);

    public static void Plain(NodeContext node, ActivationFunction function, double parameter)
        => node.Add(function.ToString().ToLowerInvariant(), new Activation(function, NormalizationNodes.Round(parameter)), node.X);

    // x · sigmoid(x) and log(sigmoid(x)) are written as two nodes.
    public static void Sigmoid(NodeContext node)
    {
        var (x, next) = (node.Node.Inputs[0], node.Graph.OnlyConsumer(node.Output));
        if (next is { Operator: "Mul", Inputs: [var left, var right] } && (left == node.Output ? right : left) == x)
        {
            node.AddUntil(next, "silu", new Activation(ActivationFunction.SiLU), node.X);
        }
        else if (next is { Operator: "Log" })
        {
            node.AddUntil(next, "logsigmoid", new Activation(ActivationFunction.LogSigmoid), node.X);
        }
        else
        {
            Plain(node, ActivationFunction.Sigmoid);
        }
    }

    // x / (1 + |x|) is written as three nodes.
    public static void Abs(NodeContext node)
    {
        if (node.Graph.OnlyConsumer(node.Output) is { Operator: "Add" } sum && Patterns.Other(node.Graph, sum, node.Output) is (1, _)
            && node.Graph.OnlyConsumer(sum.Outputs[0]) is { Operator: "Div", Inputs: [var left, var right] } quotient && left == node.Node.Inputs[0] && right == sum.Outputs[0])
        {
            node.Graph.Absorb(sum);
            node.AddUntil(quotient, "softsign", new Activation(ActivationFunction.Softsign), node.X);
            return;
        }

        throw node.Refuse("it has no counterpart among the layers of both frameworks", "Use layers that both have (SUPPORTED.md lists them), or convert the weights alone.", "ONNX Abs");
    }

    // x · tanh(softplus(x)) is written as three nodes.
    public static void Softplus(NodeContext node)
    {
        if (node.Graph.OnlyConsumer(node.Output) is { Operator: "Tanh" } tanh && node.Graph.OnlyConsumer(tanh.Outputs[0]) is { Operator: "Mul", Inputs: [var left, var right] } product
            && (left == tanh.Outputs[0] ? right : left) == node.Node.Inputs[0])
        {
            node.Graph.Absorb(tanh);
            node.AddUntil(product, "mish", new Activation(ActivationFunction.Mish), node.X);
            return;
        }

        Plain(node, ActivationFunction.Softplus);
    }

    public static void Selu(NodeContext node)
    {
        node.Require(Math.Abs(node.Node.Number("alpha", 1.67326) - 1.67326) < 1e-4 && Math.Abs(node.Node.Number("gamma", 1.0507) - 1.0507) < 1e-4, "alpha or gamma", "Use nn.SELU.");
        Plain(node, ActivationFunction.SELU);
    }

    public static void HardSigmoid(NodeContext node)
    {
        node.Require(Math.Abs(node.Node.Number("alpha", 0.2) - (1.0 / 6)) < 1e-6 && node.Node.Number("beta", 0.5) == 0.5, "alpha or beta", "Use nn.Hardsigmoid.");
        Plain(node, ActivationFunction.HardSigmoid);
    }

    public static void Shrink(NodeContext node)
    {
        var (limit, bias) = (node.Node.Number("lambd", 0.5), node.Node.Number("bias", 0));
        node.Require(bias == 0 || bias == limit, "bias", "Use nn.Hardshrink or nn.Softshrink.");
        Plain(node, bias == 0 ? ActivationFunction.HardShrink : ActivationFunction.SoftShrink, limit);
    }

    public static void Clip(NodeContext node)
    {
        var (low, high) = (node.Number(1, "min"), node.Number(2, "max"));
        switch (low, high)
        {
            case (0, 6):
                node.Add("relu6", new Activation(ActivationFunction.ReLU6), node.X);
                break;
            case (0, null or >= float.MaxValue):
                node.Add("relu", new Activation(ActivationFunction.ReLU), node.X);
                break;
            case (0, > 0):
                node.Add("relu", new Rectifier(high, 0, 0), node.X);
                break;
            case (-1, 1):
                node.Add("hardtanh", new Activation(ActivationFunction.HardTanh), node.X);
                break;
            default:
                throw node.Refuse($"limits {low} and {high} have no counterpart", "Use 0 and a largest value, or −1 and 1.", "ONNX Clip (limits)");
        }
    }

    public static void ParametricReLU(NodeContext node)
    {
        var (x, slope) = (node.X, node.Weight(1));

        // Slopes broadcast from the last axis on; one a channel is (C, 1, 1).
        int[] shape = [.. Enumerable.Repeat(1, Math.Max(0, x.Shape.Rank - 1 - slope.Shape.Count)), .. slope.Shape];
        shape = shape[^(x.Shape.Rank - 1)..];
        node.Add("prelu", new ParametricReLU(slope.Reshape(shape)), slope, x);
    }

    public static void Softmax(NodeContext node, bool isLogarithm)
    {
        var rank = node.X.Shape.Rank;
        var axis = node.Axis(node.Node.Integer("axis", node.Graph.Opset < 13 ? 1 : -1), rank);
        node.Require(node.Graph.Opset >= 13 || axis == rank - 1, "an axis before the last in files before opset 13", "Export the network with a newer opset.");
        node.Add(isLogarithm ? "log_softmax" : "softmax", new Softmax(axis, isLogarithm), node.X);
    }
}
