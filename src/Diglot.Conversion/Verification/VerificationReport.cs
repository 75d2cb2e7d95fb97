namespace Diglot.Conversion.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Layers">Each layer that both sides have, in the order of computation.</param>
/// <param name="Outputs">Each output of the network.</param>
/// <param name="Inputs">What both sides were run on, a line each: <c>random, batches of 1, 2 and 7</c>.</param>
/// <param name="Tolerance">Largest relative difference that counts as equal.</param>
public sealed record VerificationReport(IReadOnlyList<ValueDifference> Layers, IReadOnlyList<ValueDifference> Outputs, IReadOnlyList<string> Inputs, double Tolerance)
{
    /// <summary>Gradients of all weights and of one training step's result; null where they were not asked for.</summary>
    public TrainingComparison? Training { get; init; }

    /// <summary>The largest |a − b| of any output.</summary>
    public double LargestOutputDifference => Outputs.Select(static output => output.MaximumAbsolute).DefaultIfEmpty(0).Max();

    /// <summary>Share of examples for which both sides name the same class; null where the network's only output is no row of scores.</summary>
    public double? Agreement { get; init; }

    /// <summary>Weights and stored vectors that are no longer what they were when the file was written, each named with its kind; empty where nothing is known of that.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Whether every output is equal within the tolerance, training too where it was compared, and nothing was changed.</summary>
    public bool IsEqual => Outputs.All(output => output.MaximumRelative <= Tolerance) && Training is not { IsEqual: false } && Changed.Count == 0;

    /// <summary>The first layer that is further apart than the tolerance; null where none is.</summary>
    public ValueDifference? FirstDiverging => Layers.FirstOrDefault(layer => layer.MaximumRelative > Tolerance);
}
