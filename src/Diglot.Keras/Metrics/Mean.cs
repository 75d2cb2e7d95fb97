using Diglot.Keras.Layers;

namespace Diglot.Keras.Metrics;

/// <summary>The weighted mean of values: Σ w·v / Σ w. Sums are kept in float32, as Keras keeps them.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class Mean(string name = "mean") : Metric(name)
{
    private readonly RunningMean _mean = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Variable> variables => _mean.Variables;

    /// <summary>Adds values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="sample_weight">A weight for each, or for each first index.</param>
    public void update_state(Tensor values, Tensor? sample_weight = null) => _mean.Add(values, sample_weight);

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => _mean.Add(y_true, sample_weight);

    /// <inheritdoc/>
    public override double result() => _mean.Value;

    /// <inheritdoc/>
    public override void reset_state() => _mean.Reset();
}
