using Diglot.Autograd.Tape;

namespace Diglot.Keras.Metrics;

/// <summary>The mean of a value for each sample.</summary>
public abstract class MeanMetric : Metric
{
    private readonly RunningMean _mean = new();

    /// <summary>Names the metric.</summary>
    private protected MeanMetric(string? name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        using var mode = GradientMode.Disable();
        _mean.Add(Each(y_true, y_pred), sample_weight);
    }

    /// <inheritdoc/>
    public override double result() => _mean.Value;

    /// <inheritdoc/>
    public override void reset_state() => _mean.Reset();

    /// <summary>The value of each sample.</summary>
    private protected abstract Tensor Each(Tensor y_true, Tensor y_pred);

    /// <summary>Lets (N, 1) meet (N).</summary>
    private protected static (Tensor True, Tensor Pred) SameRank(Tensor y_true, Tensor y_pred)
        => y_true.Rank == y_pred.Rank + 1 && y_true.Shape[-1] == 1 ? (y_true.Squeeze(-1), y_pred)
            : y_pred.Rank == y_true.Rank + 1 && y_pred.Shape[-1] == 1 ? (y_true, y_pred.Squeeze(-1))
            : (y_true, y_pred);
}
