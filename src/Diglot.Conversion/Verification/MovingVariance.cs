namespace Diglot.Conversion.Verification;

/// <summary>
/// How a batch normalization's running variance moves: v' = m · v + (1 − m) · variance of the batch, which is Σ (x − mean)² / n in Keras and Σ (x − mean)² / (n − 1) in PyTorch.
/// </summary>
/// <param name="Layer">The layer's path.</param>
/// <param name="Momentum">m, the share of the old variance.</param>
/// <param name="Calls">How often the layer is called.</param>
/// <param name="Count">n, how many values a channel has in the batch; null where the calls have different ones.</param>
internal sealed record MovingVariance(string Layer, double Momentum, int Calls, int? Count)
{
    /// <summary>What PyTorch would hold where Keras holds <paramref name="after"/>.</summary>
    public NDArray Unbiased(NDArray before, NDArray after, int count)
    {
        var kept = Math.Pow(Momentum, Calls);
        double[] old = before.ToArray<double>(), found = after.ToArray<double>();
        return NDArray.From([.. found.Zip(old, (value, start) => ((value - (kept * start)) * count / (count - 1.0)) + (kept * start))]).Reshape(after.Shape.AsSpan()).To(after.Type);
    }
}
