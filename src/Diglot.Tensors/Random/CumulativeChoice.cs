namespace Diglot.Tensors.Random;

/// <summary>Weighted draws with replacement, as both NumPy generators make them: cumulative probabilities, normalised, searched for a uniform.</summary>
internal static class CumulativeChoice
{
    public static long[] Draw(ReadOnlySpan<double> probabilities, int count, Func<double> uniform)
    {
        var shares = new double[probabilities.Length];
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = sum += probabilities[i];
        }

        if (!(Math.Abs(sum - 1) <= 1.5e-8))
        {
            throw new ArgumentException($"The probabilities of a choice sum to 1; these sum to {sum}.", nameof(probabilities));
        }

        var drawn = new long[count];
        foreach (ref var value in drawn.AsSpan())
        {
            var u = uniform();
            while (value < shares.Length - 1 && shares[value] / sum <= u)
            {
                value++;
            }
        }

        return drawn;
    }
}
