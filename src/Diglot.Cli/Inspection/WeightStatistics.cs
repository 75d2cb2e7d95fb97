using Diglot.Formats;
using Diglot.Tensors;

namespace Diglot.Cli.Inspection;

/// <summary>How the values of one array are spread. The standard deviation is that of the whole population (NumPy's <c>std</c>).</summary>
internal sealed record WeightStatistics(double Min, double Max, double Mean, double Std, double Zeros, long NotFinite)
{
    /// <summary>Reads an array and sums it up; null for an empty or a complex one. Values that are not finite are counted and left out.</summary>
    public static WeightStatistics? Of(TensorData data)
    {
        if (data.Length == 0 || data.Type.IsComplex)
        {
            return null;
        }

        var values = data.ToDoubles();
        var (min, max, sum, zeros, finite) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0L, 0L);
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                finite++;
                min = Math.Min(min, value);
                max = Math.Max(max, value);
                sum += value;
                zeros += value == 0 ? 1 : 0;
            }
        }

        if (finite == 0)
        {
            return new(double.NaN, double.NaN, double.NaN, double.NaN, 0, values.Length);
        }

        // The mean first: squares of deviations lose nothing where the mean is large.
        var mean = sum / finite;
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += double.IsFinite(value) ? (value - mean) * (value - mean) : 0;
        }

        return new(min, max, mean, Math.Sqrt(squares / finite), (double)zeros / values.Length, values.Length - finite);
    }
}
