namespace Diglot.Graph.Training;

/// <summary>How a network is trained: its loss, its optimizer and how far it has come.</summary>
/// <param name="Loss">The loss of each output in order; null where none is known.</param>
/// <param name="Optimizer">The optimizer; null where none is known.</param>
public sealed record TrainingSetup(IReadOnlyList<LossForm?> Loss, OptimizerState? Optimizer)
{
    /// <summary>Names of the metrics, as the source spells them.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];
}
