namespace Diglot.Conversion.Verification;

/// <summary>One side's step of training.</summary>
/// <param name="LossBefore">The loss before it.</param>
/// <param name="LossAfter">The loss after it, of the same inputs.</param>
/// <param name="Scale">Sum of the loss's terms without their signs, before the step.</param>
/// <param name="Before">Each weight before it.</param>
/// <param name="After">Each weight after it, statistics that the call itself has moved included.</param>
internal sealed record TrainingStep(double LossBefore, double LossAfter, double Scale, IReadOnlyDictionary<string, NDArray> Before, IReadOnlyDictionary<string, NDArray> After);
