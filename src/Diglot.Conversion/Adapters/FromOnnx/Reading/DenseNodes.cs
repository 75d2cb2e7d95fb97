namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Products with a fixed matrix.</summary>
internal static class DenseNodes
{
    public static void Gemm(NodeContext node)
    {
        node.Require(node.Node.Integer("transA", 0) == 0 && node.Node.Number("alpha", 1) == 1 && node.Node.Number("beta", 1) == 1, "transA, alpha or beta", "Use nn.Linear.");
        var kernel = node.Weight(1);
        kernel = node.Node.Integer("transB", 0) == 1 ? kernel : kernel.Permute(1, 0);
        Dense(node, kernel, node.TryWeight(2));
    }

    public static void MatMul(NodeContext node)
    {
        if (node.Fixed(1) is not { Rank: 2 })
        {
            throw node.Refuse("it multiplies two values that follow from the input, as attention does", "Convert the weights alone: attention has no counterpart yet.", "ONNX MatMul of two values");
        }

        var kernel = node.Weight(1).Permute(1, 0);

        // The bias is added by the next node, on either side.
        if (node.Graph.OnlyConsumer(node.Output) is { Operator: "Add", Inputs: [var left, var right] } add
            && (node.Graph.TryKnown(left == node.Output ? right : left) as OnnxKnown.Fixed) is { Rank: 1 } bias && bias.Length == kernel.Shape[0])
        {
            node.Graph.Absorb(add);
            node.Graph.Add(add.Outputs[0], node.Graph.Names.Of(node.Node, "linear", Named(kernel, bias.Name)), new Dense(kernel, new(bias.Name, bias.Source)), hasOwnName: true, node.X);
            return;
        }

        Dense(node, kernel, null);
    }

    private static void Dense(NodeContext node, Weight kernel, Weight? bias)
        => node.Graph.Add(node.Output, node.Graph.Names.Of(node.Node, "linear", Named(kernel, bias?.Name)), new Dense(kernel, bias?.Shape.Count > 1 ? bias.Reshape(checked((int)bias.Length)) : bias), hasOwnName: true, node.X);

    // Exporters turn the matrix around and lose its name, but keep the bias's.
    private static Weight Named(Weight kernel, string? bias) => kernel.Name.Contains(':') && bias is not null && bias.Contains('.') && !bias.Contains(':') ? new(bias, kernel.Source) : kernel;
}
