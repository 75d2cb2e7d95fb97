using Diglot.Keras.Losses;
using Diglot.Keras.Metrics;

namespace Diglot.Keras.Training;

/// <summary>What is reckoned for one output of a model: its loss and its metrics.</summary>
internal sealed class OutputFigures(string? name, Loss? loss, double? weight, MetricChoice[] metrics, MetricChoice[] weightedMetrics)
{
    private Metric[]? _metrics;
    private Metric[]? _weighted;
    private Tensor? _value;

    /// <summary>The output's name before those of its figures; null where the model has one output alone.</summary>
    public string? Name { get; } = name;

    public Loss? Loss { get; } = loss;

    public RunningMean LossSoFar { get; } = new();

    public IReadOnlyList<Metric> Metrics => _metrics ?? [];

    public IReadOnlyList<Metric> Weighted => _weighted ?? [];

    /// <summary>The loss of a batch, with its weight; null where the output has none.</summary>
    public Tensor? LossOf(Tensor? targets, Tensor predictions, Tensor? weights)
    {
        if (Loss is null)
        {
            return null;
        }

        _value = Loss.call(targets ?? throw new ArgumentException($"The model has a loss{(Name is null ? "" : $" for its output '{Name}'")}, which needs targets y; none were given."), predictions, weights);
        return weight is { } factor ? _value * factor : _value;
    }

    /// <summary>Adds a batch to the figures. Losses count as they are, without the weight that they have in the sum.</summary>
    public void Count(Tensor? targets, Tensor predictions, Tensor? weights)
    {
        if (_value is not null)
        {
            // Each batch counts once, also a short one; in the sum of the losses it counts by its samples. So does Keras.
            LossSoFar.Add(_value.Item<double>(), 1, _value.Type);
            _value = null;
        }

        if (targets is null)
        {
            return;
        }

        _metrics ??= [.. metrics.Select(choice => choice.Make(targets.Shape, predictions.Shape))];
        _weighted ??= [.. weightedMetrics.Select(choice => choice.Make(targets.Shape, predictions.Shape))];
        foreach (var metric in _metrics)
        {
            // Figures given as "metrics" are not weighted; that is what weighted_metrics is for.
            metric.update_state(targets, predictions);
        }

        foreach (var metric in _weighted)
        {
            metric.update_state(targets, predictions, weights);
        }
    }

    public void Reset()
    {
        LossSoFar.Reset();
        foreach (var metric in Metrics.Concat(Weighted))
        {
            metric.reset_state();
        }
    }
}
