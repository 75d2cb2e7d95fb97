namespace Diglot.Tensors.Random;

public sealed partial class TorchGenerator
{
    /// <summary><c>uniform_(from, to)</c> on float32, and <c>torch.rand</c>: u·(to − from) + from with one rounding; u has 24 random bits. float16 and bfloat16 are these values rounded.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="from">Lowest value.</param>
    /// <param name="to">Upper bound, not below <paramref name="from"/>.</param>
    public void Uniform(Span<float> values, double from = 0, double to = 1)
    {
        RequireBounds(from, to);
        var low = (float)from;
        var range = (float)to - low;
        lock (_gate)
        {
            FillUniform24(values, low, range);
        }
    }

    /// <summary><c>uniform_(from, to)</c> on float64: u has 53 random bits.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="from">Lowest value.</param>
    /// <param name="to">Upper bound, not below <paramref name="from"/>.</param>
    public void Uniform(Span<double> values, double from = 0, double to = 1)
    {
        RequireBounds(from, to);
        lock (_gate)
        {
            FillUniform53(values);
            foreach (ref var value in values)
            {
                value = Math.FusedMultiplyAdd(value, to - from, from);
            }
        }
    }

    /// <summary><c>exponential_(lambda)</c>: −ln(1 − u)/λ with a 53-bit uniform.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="lambda">Rate, above zero.</param>
    public void Exponential(Span<float> values, double lambda = 1)
    {
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (float)ExponentialSample(lambda);
            }
        }
    }

    /// <summary><c>exponential_(lambda)</c> on float64.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="lambda">Rate, above zero.</param>
    public void Exponential(Span<double> values, double lambda = 1)
    {
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = ExponentialSample(lambda);
            }
        }
    }

    /// <summary><c>cauchy_(median, sigma)</c>: median + σ·tan(π(u − ½)).</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="median">Median of the distribution.</param>
    /// <param name="sigma">Half width at half maximum, above zero.</param>
    public void Cauchy(Span<float> values, double median = 0, double sigma = 1)
    {
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (float)(median + (sigma * Math.Tan(Math.PI * (Uniform53() - 0.5))));
            }
        }
    }

    /// <summary>The training noise of <c>rrelu</c>: a slope in [lower, upper) from a 53-bit uniform. PyTorch draws one for each element that is not positive, in order.</summary>
    /// <param name="values">One slope for each such element.</param>
    /// <param name="lower">Lowest slope.</param>
    /// <param name="upper">Upper bound of the slope.</param>
    public void Slopes(Span<float> values, double lower, double upper)
    {
        RequireBounds(lower, upper);

        // The bounds pass through float32, the sum does not.
        double low = (float)lower;
        double range = (float)upper - low;
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (float)((Uniform53() * range) + low);
            }
        }
    }

    /// <summary>
    /// <c>torch.nn.init.trunc_normal_</c> of PyTorch 2.13: <c>normal_</c>, then again whole tensors of normal samples, of which those elements are
    /// taken that lie outside [a, b] so far, until none does. (Releases up to 2.8 inverted the distribution function instead: other numbers.)
    /// </summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="mean">Mean of the uncut distribution.</param>
    /// <param name="std">Standard deviation of the uncut distribution.</param>
    /// <param name="a">Lower cut.</param>
    /// <param name="b">Upper cut.</param>
    /// <exception cref="ArgumentException">The interval is empty, or so far out that a thousand rounds do not hit it.</exception>
    public void TruncatedNormal(Span<float> values, double mean = 0, double std = 1, double a = -2, double b = 2)
    {
        RequireSpread(std);
        Normal(values, mean, std);
        var again = new float[values.Length];
        for (var round = 0; round < 1000; round++)
        {
            var outside = false;
            foreach (var value in values)
            {
                outside |= value < a || value > b;
            }

            if (!outside)
            {
                return;
            }

            Normal(again, mean, std);
            for (var i = 0; i < again.Length; i++)
            {
                values[i] = values[i] < a || values[i] > b ? again[i] : values[i];
            }
        }

        throw new ArgumentException($"A normal distribution with mean {mean} and standard deviation {std} hardly ever falls in [{a}, {b}]: choose an interval nearer to the mean.", nameof(a));
    }

    private double ExponentialSample(double lambda) => -Math.Log(1.0 - Uniform53()) / lambda;

    private static void RequireBounds(double from, double to)
    {
        if (!(from <= to))
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, $"The upper bound of a uniform distribution is not below its lower bound {from}.");
        }
    }
}
