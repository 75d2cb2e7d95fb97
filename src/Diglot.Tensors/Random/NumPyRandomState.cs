namespace Diglot.Tensors.Random;

/// <summary>
/// NumPy's <c>RandomState</c> (https://numpy.org/doc/stable/reference/random/legacy.html), which <c>numpy.random.seed</c> and the functions of
/// <c>numpy.random</c> use: the same seed gives the same numbers in every release since 1.16. mt19937 seeded with one word.
/// Not safe for use from several threads at once; <see cref="KerasRandom"/> guards the global one.
/// </summary>
public sealed partial class NumPyRandomState
{
    private readonly MersenneTwister _engine = new(0);
    private double? _spare;

    /// <summary>A generator seeded by <see cref="Seed"/>.</summary>
    /// <param name="seed">The seed, 0 … 2^32 − 1.</param>
    public NumPyRandomState(uint seed) => Seed(seed);

    /// <summary><c>seed(value)</c>.</summary>
    /// <param name="seed">The seed, 0 … 2^32 − 1.</param>
    public void Seed(uint seed)
    {
        _engine.Seed(seed);
        _spare = null;
    }

    /// <summary><c>random_sample</c>, <c>rand</c>: numbers in [0, 1) with 53 random bits.</summary>
    /// <param name="values">Filled in row-major order.</param>
    public void RandomSample(Span<double> values) => Fill(values, _engine.NextDouble);

    /// <summary><c>uniform(low, high)</c>.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Upper bound.</param>
    public void Uniform(Span<double> values, double low = 0, double high = 1) => Fill(values, () => low + ((high - low) * _engine.NextDouble()));

    /// <summary><c>normal(loc, scale)</c>; 0 and 1 are <c>randn</c> and <c>standard_normal</c>: Marsaglia's polar method, whose second half is kept for the next call.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="loc">Mean.</param>
    /// <param name="scale">Standard deviation.</param>
    public void Normal(Span<double> values, double loc = 0, double scale = 1) => Fill(values, () => loc + (scale * Gauss()));

    /// <summary><c>exponential(scale)</c>.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="scale">Mean.</param>
    public void Exponential(Span<double> values, double scale = 1) => Fill(values, () => scale * StandardExponential());

    /// <summary><c>gamma(shape, scale)</c>: Marsaglia and Tsang's method from a shape of 1 on, Ahrens and Dieter's below.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="shape">Shape, not negative.</param>
    /// <param name="scale">Scale.</param>
    public void Gamma(Span<double> values, double shape, double scale = 1) => Fill(values, () => scale * Distributions.Gamma(shape));

    /// <summary><c>beta(a, b)</c>.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="a">First shape, above zero.</param>
    /// <param name="b">Second shape, above zero.</param>
    public void Beta(Span<double> values, double a, double b) => Fill(values, () => Distributions.Beta(a, b));

    /// <summary><c>binomial(n, p)</c>.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="trials">Number of trials.</param>
    /// <param name="p">Probability of success.</param>
    public void Binomial(Span<long> values, long trials, double p) => Fill(values, () => BinomialSampler.Next(_engine.NextDouble, trials, p));

    /// <summary><c>poisson(lam)</c>.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="rate">Mean.</param>
    public void Poisson(Span<long> values, double rate = 1) => Fill(values, () => PoissonSampler.Next(_engine.NextDouble, rate));

    private GammaSampler Distributions => new(_engine.NextDouble, StandardExponential, Gauss);

    private double StandardExponential() => -Math.Log(1.0 - _engine.NextDouble());

    private double Gauss()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        double x1, x2, square;
        do
        {
            x1 = (2.0 * _engine.NextDouble()) - 1.0;
            x2 = (2.0 * _engine.NextDouble()) - 1.0;
            square = (x1 * x1) + (x2 * x2);
        }
        while (square >= 1.0 || square == 0.0);

        var factor = Math.Sqrt(-2.0 * Math.Log(square) / square);
        _spare = factor * x1;
        return factor * x2;
    }

    private static void Fill<T>(Span<T> values, Func<T> next)
    {
        foreach (ref var value in values)
        {
            value = next();
        }
    }
}
