using Diglot.Autograd.Tape;
using Diglot.Keras.Layers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Metrics;

/// <summary>A weighted mean in two sums: in float32, as Keras keeps them, unless the values are float64.</summary>
internal sealed class RunningMean
{
    private double _total;
    private double _count;

    /// <summary>The mean; 0 before the first value.</summary>
    public double Value => _count == 0 ? 0 : Rounded(_total / _count);

    /// <summary>The two sums as Keras keeps them.</summary>
    public IReadOnlyList<Variable> Variables => [Sum(_total, "total"), Sum(_count, "count")];

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
        if (weight is not null)
        {
            (values, weight) = Ranks.Match(values, weight.To(type));
            values = MeanOfAxesFrom(values, weight.Rank);
            weight = weight.BroadcastTo(values.Shape);
            values = values * weight;
            weight = MeanOfAxesFrom(weight, 1);
        }

        // Each sample counts once, with the mean of its positions.
        values = MeanOfAxesFrom(values, 1);
        Gather(values.Sum().Item<double>(), weight?.Sum().Item<double>() ?? values.Length);
    }

    /// <summary>Starts anew.</summary>
    public void Reset() => (_total, _count) = (0, 0);

    private static Tensor MeanOfAxesFrom(Tensor values, int first)
    {
        while (values.Rank > Math.Max(1, first))
        {
            values = values.Mean(-1);
        }

        return values;
    }

    private Variable Sum(double value, string name) => new(NDArray.Full(Shape.Scalar, value, IsWide ? DType.Float64 : DType.Float32), name, trainable: false);

    private void Gather(double total, double count) => (_total, _count) = (Rounded(_total + total), Rounded(_count + count));

    private double Rounded(double value) => IsWide ? value : (float)value;
}
