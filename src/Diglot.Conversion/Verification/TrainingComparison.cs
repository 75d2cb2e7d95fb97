namespace Diglot.Conversion.Verification;

/// <summary>How far the gradients of both sides are apart, and their weights after one step of training.</summary>
/// <param name="Gradients">The gradient of each trainable weight, of Σ outputs · a fixed random tensor, in inference mode.</param>
/// <param name="AfterStep">Each weight after one step of SGD with learning rate 0.01 on that sum, in training mode.</param>
/// <param name="Notes">What was left out, and why.</param>
/// <param name="Tolerance">Largest difference that counts as equal, relative to the tensor's largest element, or to 2 % of the largest of all where that is more.</param>
public sealed record TrainingComparison(IReadOnlyList<ValueDifference> Gradients, IReadOnlyList<ValueDifference> AfterStep, IReadOnlyList<string> Notes, double Tolerance)
{
    private const double Floor = 0.02;

    /// <summary>Whether all are equal within the tolerance.</summary>
    public bool IsEqual => AreEqual(Gradients) && AreEqual(AfterStep);

    // A gradient that is zero but for rounding has no relative difference worth the name.
    private bool AreEqual(IReadOnlyList<ValueDifference> differences)
    {
        var floor = Floor * differences.Select(static entry => entry.Largest).DefaultIfEmpty(0).Max();
        return differences.All(entry => entry.MaximumAbsolute <= Tolerance * Math.Max(entry.Largest, floor));
    }
}
