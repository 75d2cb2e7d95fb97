namespace Diglot.Conversion.Verification;

/// <summary>One call of both sides of a conversion.</summary>
/// <param name="Origin">What the inputs are, for reports: <c>random</c>, <c>MNIST test images</c>, a file's name.</param>
/// <param name="Arrays">One array for each input of the network, laid out as the source wants them.</param>
public sealed record InputBatch(string Origin, IReadOnlyList<NDArray> Arrays)
{
    /// <summary>Examples in the batch.</summary>
    public int Count => Arrays.Count == 0 ? 0 : Arrays[0].Shape[0];
}
