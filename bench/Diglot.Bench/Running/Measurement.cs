namespace Diglot.Bench.Running;

/// <summary>One line of the result.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Threads">Threads it ran on.</param>
/// <param name="Median">Middle of the rounds.</param>
/// <param name="Best">Best of the rounds.</param>
/// <param name="Unit">Unit of median, best and yardstick.</param>
/// <param name="Yardstick">The median of what it is compared with: PyTorch on one pinned thread, or the measured peak; null without one.</param>
/// <param name="Ratio">How many times faster than the yardstick the median is; for products the share of the peak.</param>
internal sealed record Measurement(string Name, int Threads, double Median, double Best, string Unit, double? Yardstick, double? Ratio)
{
    /// <summary>Rounds of a time: less is better.</summary>
    public static Measurement OfTimes(string name, int threads, IReadOnlyCollection<double> rounds, string unit, IReadOnlyCollection<double>? yardstick)
    {
        var median = MedianOf(rounds);
        double? other = yardstick is { Count: > 0 } ? MedianOf(yardstick) : null;
        return new(name, threads, median, rounds.Min(), unit, other, other / median);
    }

    /// <summary>Rounds of a speed: more is better.</summary>
    public static Measurement OfSpeeds(string name, int threads, IReadOnlyCollection<double> rounds, string unit, double peak)
        => new(name, threads, MedianOf(rounds), rounds.Max(), unit, peak, MedianOf(rounds) / peak);

    public static double MedianOf(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
