namespace Diglot.Tensors.Random;

public sealed partial class TorchGenerator
{
    /// <summary><c>uniform_(from, to)</c> on float32, and <c>torch.rand</c>: u·(to − from) + from with one rounding; u has 24 random bits.</summary>
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
            foreach (ref var value in values)
            {
                value = MathF.FusedMultiplyAdd(Uniform24(), range, low);
            }
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
            foreach (ref var value in values)
            {
                value = Math.FusedMultiplyAdd(Uniform53(), to - from, from);
            }
        }
    }

    /// <summary><c>torch.rand</c> of a narrow type: as many random bits as the type has digits, so that every value is exact in it.</summary>
    /// <param name="values">Filled with multiples of 2^−digits in [0, 1).</param>
    /// <param name="digits">11 for float16, 8 for bfloat16.</param>
    public void UniformNarrow(Span<float> values, int digits)
    {
        if (digits is < 1 or > 24)
        {
            throw new ArgumentOutOfRangeException(nameof(digits), digits, "A narrow floating-point type has 1 to 24 digits (float16 has 11, bfloat16 has 8).");
        }

        var mask = (1u << digits) - 1;
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (_engine.NextUInt32() & mask) / (float)(1u << digits);
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
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (float)((Uniform53() * (upper - lower)) + lower);
            }
        }
    }

    /// <summary>
    /// <c>torch.nn.init.trunc_normal_</c>: a normal distribution cut at a and b, by inverting its distribution function: uniforms between
    /// 2Φ((a − mean)/std) − 1 and 2Φ((b − mean)/std) − 1, the inverse error function, times std·√2, plus mean, clamped to [a, b]. All in float32.
    /// </summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="mean">Mean of the uncut distribution.</param>
    /// <param name="std">Standard deviation of the uncut distribution.</param>
    /// <param name="a">Lower cut.</param>
    /// <param name="b">Upper cut.</param>
    public void TruncatedNormal(Span<float> values, double mean = 0, double std = 1, double a = -2, double b = 2)
    {
        RequireSpread(std);
        static double Phi(double x) => (1 + ErrorFunction.Erf(x / Math.Sqrt(2))) / 2;
        Uniform(values, (2 * Phi((a - mean) / std)) - 1, (2 * Phi((b - mean) / std)) - 1);
        var (scale, shift) = ((float)(std * Math.Sqrt(2)), (float)mean);
        foreach (ref var value in values)
        {
            value = Math.Clamp(((float)ErrorFunction.Inverse(value) * scale) + shift, (float)a, (float)b);
        }
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
