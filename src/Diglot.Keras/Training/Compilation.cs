using Diglot.Keras.Layers;
using Diglot.Keras.Losses;
using Diglot.Keras.Metrics;
using Diglot.Keras.Optimizers;

namespace Diglot.Keras.Training;

/// <summary>What <c>compile</c> was given, and the figures that it asks for.</summary>
internal sealed class Compilation(Optimizer optimizer, LossChoice? loss, Nest<double>? lossWeights, MetricChoice? metrics, MetricChoice? weightedMetrics)
{
    private OutputFigures[]? _outputs;

    public Optimizer Optimizer { get; } = optimizer;

    public LossChoice? Loss { get; } = loss;

    public Nest<double>? LossWeights { get; } = lossWeights;

    public MetricChoice? Metrics { get; } = metrics;

    public MetricChoice? WeightedMetrics { get; } = weightedMetrics;

    public RunningMean LossSoFar { get; } = new();

    /// <summary>The sum of the losses of a batch; null where there is no loss.</summary>
    /// <param name="batch">Targets and weights.</param>
    /// <param name="predictions">The outputs.</param>
    /// <param name="names">Names of the outputs.</param>
    public Tensor? TotalLoss(Rows batch, IReadOnlyList<Tensor> predictions, IReadOnlyList<string>? names)
    {
        _outputs ??= Plan(names, predictions.Count);
        Tensor? total = null;
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (_outputs[i].LossOf(batch.Target(i), predictions[i], batch.Weight(i)) is { } value)
            {
                total = total is null ? value : total + value;
            }
        }

        return total;
    }

    /// <summary>Adds a batch to all figures.</summary>
    public void Count(Tensor loss, Rows batch, IReadOnlyList<Tensor> predictions)
    {
        LossSoFar.Add(loss.Item<double>(), predictions[0].Shape[0], loss.Type);
        for (var i = 0; i < _outputs!.Length; i++)
        {
            _outputs[i].Count(batch.Target(i), predictions[i], batch.Weight(i));
        }
    }

    /// <summary>The figures so far, in the order in which evaluate gives them: the loss first.</summary>
    public Dictionary<string, double> Figures()
    {
        var figures = new Dictionary<string, double> { ["loss"] = LossSoFar.Value };
        var outputs = _outputs ?? [];
        if (outputs.Count(static output => output.Loss is not null) > 1)
        {
            foreach (var output in outputs.Where(static output => output.Loss is not null))
            {
                figures[Unused(figures, $"{output.Name}_loss")] = output.LossSoFar.Value;
            }
        }

        var further = new List<(string Name, double Value)>();
        var taken = new HashSet<string>();
        foreach (var weighted in (bool[])[false, true])
        {
            foreach (var output in outputs)
            {
                foreach (var metric in weighted ? output.Weighted : output.Metrics)
                {
                    var prefix = output.Name is null ? "" : output.Name + "_";
                    var name = taken.Add(prefix + metric.name) ? prefix + metric.name : $"{prefix}weighted_{metric.name}";
                    taken.Add(name);
                    further.Add((name, metric.result()));
                }
            }
        }

        // Keras sorts the figures of several outputs, and leaves those of one in compile's order.
        foreach (var (name, value) in outputs.Length > 1 ? further.OrderBy(static figure => figure.Name, StringComparer.Ordinal).ToList() : further)
        {
            figures[Unused(figures, name)] = value;
        }

        return figures;
    }

    /// <summary>Starts counting anew.</summary>
    public void Reset()
    {
        LossSoFar.Reset();
        foreach (var output in _outputs ?? [])
        {
            output.Reset();
        }
    }

    private static string Unused(Dictionary<string, double> figures, string name)
    {
        var free = name;
        for (var i = 1; figures.ContainsKey(free); i++)
        {
            free = $"{name}_{i}";
        }

        return free;
    }

    private OutputFigures[] Plan(IReadOnlyList<string>? names, int count)
    {
        var losses = Loss?.ForOutputs(names, count) ?? new Loss?[count];
        var weights = LossWeights is null ? new double?[count]
            : PerOutput.Take("loss_weights", [.. LossWeights.Members.ToArray().Select(static weight => (double?)weight.Single)], LossWeights.Names, names, count);
        var own = Metrics?.ForOutputs("metrics", names, count);
        var weighted = WeightedMetrics?.ForOutputs("weighted_metrics", names, count);
        return [.. Enumerable.Range(0, count).Select(i => new OutputFigures(count == 1 ? null : names?[i] ?? $"output_{i}", losses[i], weights[i], own?[i] ?? [], weighted?[i] ?? []))];
    }
}
