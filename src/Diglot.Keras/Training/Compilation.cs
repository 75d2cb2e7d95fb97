using Diglot.Keras.Losses;
using Diglot.Keras.Metrics;
using Diglot.Keras.Optimizers;

namespace Diglot.Keras.Training;

/// <summary>What <c>compile</c> was given, and the figures that it asks for.</summary>
internal sealed class Compilation(Optimizer optimizer, Loss? loss, IReadOnlyList<MetricChoice> metrics)
{
    private Metric[]? _metrics;

    public Optimizer Optimizer { get; } = optimizer;

    public Loss? Loss { get; } = loss;

    public IReadOnlyList<MetricChoice> Choices { get; } = metrics;

    public RunningMean LossSoFar { get; } = new();

    /// <summary>Adds a batch to all figures.</summary>
    public void Count(Tensor loss, Tensor? targets, Tensor predictions)
    {
        LossSoFar.Add(loss.Item<double>(), predictions.Shape[0], loss.Type);
        if (targets is null)
        {
            return;
        }

        _metrics ??= [.. Choices.Select(choice => choice.Make(targets.Shape, predictions.Shape))];
        foreach (var metric in _metrics)
        {
            // Figures given as "metrics" are not weighted; that is what weighted_metrics is for.
            metric.update_state(targets, predictions);
        }

    }

    /// <summary>The figures so far, the loss first.</summary>
    public Dictionary<string, double> Figures()
    {
        var figures = new Dictionary<string, double> { ["loss"] = LossSoFar.Value };
        foreach (var metric in _metrics ?? [])
        {
            figures[metric.name] = metric.result();
        }

        return figures;
    }

    /// <summary>Starts counting anew.</summary>
    public void Reset()
    {
        LossSoFar.Reset();
        foreach (var metric in _metrics ?? [])
        {
            metric.reset_state();
        }
    }
}
