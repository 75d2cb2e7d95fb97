namespace Diglot.Conversion.Verification;

/// <summary>How far the gradients of both sides are apart, and their losses and weights around one step of training.</summary>
/// <param name="Gradients">The gradient of each trainable weight, of Σ outputs · a fixed random tensor, in inference mode.</param>
/// <param name="Losses">That sum before and after the step.</param>
/// <param name="AfterStep">Each weight after one step of SGD with learning rate 0.01 on that sum, in training mode; running statistics too.</param>
/// <param name="Notes">How the step was made where the frameworks differ, and what was left out.</param>
/// <param name="Tolerance">Largest difference that counts as equal, relative to the tensor's largest element, or to 2 % of the largest of all where that is more.</param>
public sealed record TrainingComparison(IReadOnlyList<ValueDifference> Gradients, IReadOnlyList<StepLoss> Losses, IReadOnlyList<ValueDifference> AfterStep, IReadOnlyList<string> Notes, double Tolerance)
{
    private const double Floor = 0.02;

    /// <summary>Whether all are equal within the tolerance.</summary>
    public bool IsEqual => Exceeding(Gradients).Count + Exceeding(AfterStep).Count == 0 && Losses.All(loss => loss.Difference.MaximumRelative <= Tolerance);

    /// <summary>Those of the differences that count as such.</summary>
    // A gradient that is zero but for rounding has no relative difference worth the name.
    public IReadOnlyList<ValueDifference> Exceeding(IReadOnlyList<ValueDifference> differences)
    {
        var floor = Floor * differences.Select(static entry => entry.Largest).DefaultIfEmpty(0).Max();
        return [.. differences.Where(entry => !(entry.MaximumAbsolute <= Tolerance * Math.Max(entry.Largest, floor)))];
    }
}
