using Diglot.Autograd.Tape;

namespace Diglot.Keras.Metrics;

/// <summary>A weighted mean in two float32 sums.</summary>
internal sealed class RunningMean
{
    /// <summary>Σ w·v.</summary>
    public float Total { get; private set; }

    /// <summary>Σ w, or the number of values.</summary>
    public float Count { get; private set; }

    /// <summary>The mean; 0 before the first value.</summary>
    public double Value => Count == 0 ? 0 : Total / Count;

    /// <summary>Adds one value of a weight.</summary>
    public void Add(double value, double weight)
    {
        Total += (float)((float)value * (float)weight);
        Count += (float)weight;
    }

    /// <summary>Adds values; a weight for each sample holds for all its positions.</summary>
    public void Add(Tensor values, Tensor? weight)
    {
        using var mode = GradientMode.Disable();
        values = values.To(DType.Float32);
        if (weight is null)
        {
            Total += values.Sum().Item<float>();
            Count += values.Length;
            return;
        }

        weight = weight.To(DType.Float32);
        if (weight.Rank == values.Rank + 1 && weight.Shape[-1] == 1)
        {
            weight = weight.Squeeze(-1);
        }

        // Values have fewer positions than weights only where one value stands for all of them.
        while (weight.Rank < values.Rank)
        {
            values = values.Mean(-1);
        }

        Total += (values * weight).Sum().Item<float>();
        Count += weight.BroadcastTo(Axes.Broadcast(weight.Shape, values.Shape)).Sum().Item<float>();
    }

    /// <summary>Starts anew.</summary>
    public void Reset() => (Total, Count) = (0, 0);
}
