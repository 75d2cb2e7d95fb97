namespace Diglot.Conversion.Verification;

/// <summary>The loss of both sides before or after a step of training.</summary>
/// <param name="Name"><c>before the step</c> or <c>after the step</c>.</param>
/// <param name="Source">Σ outputs · fixed random numbers, of the source.</param>
/// <param name="Target">The same of the target.</param>
/// <param name="Scale">Σ |outputs · fixed random numbers|: what a difference is measured against, because the terms of the sum cancel.</param>
public sealed record StepLoss(string Name, double Source, double Target, double Scale)
{
    /// <summary>How far the two are apart.</summary>
    public ValueDifference Difference => new($"loss {Name}", Source.Equals(Target) ? 0 : double.IsFinite(Source - Target) ? Math.Abs(Source - Target) : double.PositiveInfinity, Scale);
}
