using Diglot.Autograd.Tape;

namespace Diglot.Keras.Metrics;

/// <summary>A weighted mean in two sums: in float32, as Keras keeps them, unless the values are float64.</summary>
internal sealed class RunningMean
{
    private double _total;
    private double _count;

    /// <summary>The mean; 0 before the first value.</summary>
    public double Value => _count == 0 ? 0 : Rounded(_total / _count);

    private bool IsWide { get; set; }

    /// <summary>Adds one value of a weight.</summary>
    public void Add(double value, double weight, DType type)
    {
        IsWide = type == DType.Float64;
        _total = Rounded(_total + Rounded(value * weight));
        _count = Rounded(_count + weight);
    }

    /// <summary>Adds values; a weight for each sample holds for all its positions.</summary>
    public void Add(Tensor values, Tensor? weight)
    {
        using var mode = GradientMode.Disable();
        IsWide = values.Type == DType.Float64;
        var type = IsWide ? DType.Float64 : DType.Float32;
        values = values.To(type);
        if (weight is null)
        {
            Gather(values.Sum().Item<double>(), values.Length);
            return;
        }

        weight = weight.To(type);
        if (weight.Rank == values.Rank + 1 && weight.Shape[-1] == 1)
        {
            weight = weight.Squeeze(-1);
        }

        // A weight for each sample meets the mean of that sample's positions.
        while (weight.Rank < values.Rank)
        {
            values = values.Mean(-1);
        }

        Gather((values * weight).Sum().Item<double>(), weight.BroadcastTo(Axes.Broadcast(weight.Shape, values.Shape)).Sum().Item<double>());
    }

    /// <summary>Starts anew.</summary>
    public void Reset() => (_total, _count) = (0, 0);

    private void Gather(double total, double count) => (_total, _count) = (Rounded(_total + total), Rounded(_count + count));

    private double Rounded(double value) => IsWide ? value : (float)value;
}
