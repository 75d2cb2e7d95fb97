using Diglot.Autograd.Tape;
using Diglot.Keras.Layers;
using Diglot.Keras.Utils;

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
    public override IReadOnlyList<Variable> variables => _mean.Variables;

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        using var mode = GradientMode.Disable();
        _mean.Add(Each(y_true, y_pred), sample_weight is null ? null : Weights(y_true, y_pred, sample_weight));
    }

    /// <inheritdoc/>
    public override double result() => _mean.Value;

    /// <inheritdoc/>
    public override void reset_state() => _mean.Reset();

    /// <summary>The weights, without what the metric itself leaves out.</summary>
    private protected virtual Tensor Weights(Tensor y_true, Tensor y_pred, Tensor weights) => weights;

    /// <summary>The value of each sample.</summary>
    private protected abstract Tensor Each(Tensor y_true, Tensor y_pred);

    /// <summary>Lets (N, 1) meet (N), in the predictions' type.</summary>
    private protected static (Tensor True, Tensor Pred) SameRank(Tensor y_true, Tensor y_pred) => Ranks.Match(y_true.To(y_pred.Type), y_pred);
}
