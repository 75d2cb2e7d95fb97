namespace Diglot.Keras.Metrics;

/// <summary>Whether the right class is among the k largest predictions; equal predictions all count as the larger.</summary>
internal static class TopK
{
    /// <summary>1 where fewer than k classes are predicted above the right one.</summary>
    /// <param name="classes">Class numbers.</param>
    /// <param name="y_pred">Predictions, one axis more.</param>
    /// <param name="k">How many count.</param>
    public static Tensor Hits(Tensor classes, Tensor y_pred, int k)
    {
        var right = y_pred.Gather(y_pred.Rank - 1, classes.To(DType.Int64).ExpandDims(-1));
        return y_pred.Greater(right).To(DType.Int64).Sum(-1).Less(k);
    }
}
