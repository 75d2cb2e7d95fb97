namespace Diglot.Conversion.Verification;

/// <summary>How far two computations of the same value are apart.</summary>
/// <param name="Name">The layer that gives the value, or <c>output 0</c>.</param>
/// <param name="MaximumAbsolute">Largest |a − b|.</param>
/// <param name="Largest">Largest |a| of the source.</param>
public sealed record ValueDifference(string Name, double MaximumAbsolute, double Largest)
{
    /// <summary>The largest difference in relation to the largest value: max |a − b| / max |a|.</summary>
    public double MaximumRelative => MaximumAbsolute == 0 ? 0 : MaximumAbsolute / Math.Max(Largest, double.Epsilon);

    /// <summary>Compares two arrays of one shape; what is not a number, on one side or both, is infinitely far away.</summary>
    public static ValueDifference Between(string name, NDArray source, NDArray target)
    {
        if (source.Shape != target.Shape)
        {
            return new(name, double.PositiveInfinity, 1);
        }

        if (source.Type == DType.Float32 && target.Type == DType.Float32)
        {
            return Between(name, source.Contiguous().AsSpan<float>(), target.Contiguous().AsSpan<float>());
        }

        var (largest, difference) = (0.0, 0.0);
        double[] mine = source.ToArray<double>(), other = target.ToArray<double>();
        for (var i = 0; i < mine.Length; i++)
        {
            var (a, b) = (mine[i], other[i]);
            var apart = a == b ? 0 : Math.Abs(a - b);
            difference = Math.Max(difference, double.IsNaN(apart) ? double.PositiveInfinity : apart);
            largest = double.IsFinite(a) ? Math.Max(largest, Math.Abs(a)) : largest;
        }

        return new(name, difference, largest);
    }

    // Float32 without a copy: whole test sets go through here.
    private static ValueDifference Between(string name, ReadOnlySpan<float> source, ReadOnlySpan<float> target)
    {
        var (largest, difference) = (0.0, 0.0);
        for (var i = 0; i < source.Length; i++)
        {
            double a = source[i], b = target[i];
            var apart = a == b ? 0 : Math.Abs(a - b);
            difference = apart > difference ? apart : double.IsNaN(apart) ? double.PositiveInfinity : difference;
            largest = Math.Abs(a) > largest && double.IsFinite(a) ? Math.Abs(a) : largest;
        }

        return new(name, difference, largest);
    }

    /// <summary>The larger of two differences of the same value, met at different batch sizes.</summary>
    public ValueDifference Worse(ValueDifference other) => other.MaximumRelative > MaximumRelative ? other : this;
}
