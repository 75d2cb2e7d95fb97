using Diglot.Graph.Weights;

namespace Diglot.Graph.Training;

/// <summary>An optimizer with its settings and what it remembers.</summary>
/// <param name="Kind">The optimizer's usual name: <c>Adam</c>, <c>SGD</c> …</param>
/// <param name="LearningRate">The learning rate.</param>
public sealed record OptimizerState(string Kind, double LearningRate)
{
    /// <summary>Other settings by usual name: <c>momentum</c>, <c>nesterov</c> (0 or 1), <c>beta_1</c>, <c>beta_2</c>, <c>epsilon</c>, <c>amsgrad</c> (0 or 1), <c>weight_decay</c>.</summary>
    public IReadOnlyDictionary<string, double> Settings { get; init; } = new Dictionary<string, double>();

    /// <summary>Number of steps made.</summary>
    public long Steps { get; init; }

    /// <summary>Slots by kind (<c>momentum</c>, <c>velocity</c>) and by the name of the weight they belong to, in the layout of the weight's source.</summary>
    public IReadOnlyDictionary<(string Slot, string Weight), ArraySource> Slots { get; init; } = new Dictionary<(string, string), ArraySource>();
}
