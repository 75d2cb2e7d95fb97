namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Normalizations and dropout.</summary>
internal static class NormalizationNodes
{
    public static void Batch(NodeContext node)
    {
        node.Require(node.Node.Integer("training_mode", 0) == 0, "training_mode", "Call model.eval() before the export.");
        var (mean, variance) = (node.Weight(3, isTrainable: false), node.Weight(4, isTrainable: false));
        node.Add("batch_norm", new BatchNormalization(1, Round(node.Node.Number("epsilon", 1e-5)), Round(node.Node.Number("momentum", 0.9)), node.Weight(1), node.Weight(2), mean, variance), mean, node.X);
    }

    public static void Layer(NodeContext node)
    {
        var rank = node.X.Shape.Rank;
        var axis = node.Axis(node.Node.Integer("axis", -1), rank);
        var gamma = node.Weight(1);
        node.Add("layer_norm", new LayerNormalization([.. Enumerable.Range(axis, rank - axis)], Round(node.Node.Number("epsilon", 1e-5)), gamma, node.TryWeight(2)), gamma, node.X);
    }

    public static void Dropout(NodeContext node) => node.Add("dropout", new Dropout(node.Number(1, "ratio") ?? 0.5), node.X);

    /// <summary>The number that was meant: files keep 32 bits of it.</summary>
    public static double Round(double value) => double.Parse(((float)value).ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
