namespace Diglot.Conversion.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Layers">Each layer that both sides have, in the order of computation.</param>
/// <param name="Outputs">Each output of the network.</param>
/// <param name="BatchSizes">The batches that were run; differences are the largest of all.</param>
/// <param name="Tolerance">Largest relative difference that counts as equal.</param>
public sealed record VerificationReport(IReadOnlyList<ValueDifference> Layers, IReadOnlyList<ValueDifference> Outputs, IReadOnlyList<int> BatchSizes, double Tolerance)
{
    /// <summary>Whether every output is equal within the tolerance.</summary>
    public bool IsEqual => Outputs.All(output => output.MaximumRelative <= Tolerance);

    /// <summary>The first layer that is further apart than the tolerance; null where none is.</summary>
    public ValueDifference? FirstDiverging => Layers.FirstOrDefault(layer => layer.MaximumRelative > Tolerance);
}
