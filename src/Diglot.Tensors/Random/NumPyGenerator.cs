using System.Numerics;

namespace Diglot.Tensors.Random;

/// <summary>
/// NumPy's <c>numpy.random.default_rng(seed)</c> (https://numpy.org/doc/stable/reference/random/generator.html): the same seed gives the numbers that
/// NumPy 2 gives. PCG-64 seeded through <see cref="SeedSequence"/>. Not safe for use from several threads at once.
/// </summary>
public sealed partial class NumPyGenerator
{
    private readonly Pcg64 _engine;

    /// <summary>A generator from one integer.</summary>
    /// <param name="seed">The seed, not negative, of any size.</param>
    public NumPyGenerator(BigInteger seed) => _engine = new Pcg64(new SeedSequence(seed));

    /// <summary><c>random(size)</c>: numbers in [0, 1) with 53 random bits.</summary>
    /// <param name="values">Filled in row-major order.</param>
    public void Random(Span<double> values) => Fill(values, _engine.NextDouble);

    /// <summary><c>random(size, dtype=float32)</c>: numbers in [0, 1) with 24 random bits.</summary>
    /// <param name="values">Filled in row-major order.</param>
    public void Random(Span<float> values) => Fill(values, _engine.NextSingle);

    /// <summary><c>uniform(low, high)</c>.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Upper bound.</param>
    public void Uniform(Span<double> values, double low = 0, double high = 1) => Fill(values, () => low + ((high - low) * _engine.NextDouble()));

    /// <summary><c>normal(loc, scale)</c>; 0 and 1 are <c>standard_normal</c>: the ziggurat method.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="loc">Mean.</param>
    /// <param name="scale">Standard deviation.</param>
    public void Normal(Span<double> values, double loc = 0, double scale = 1) => Fill(values, () => loc + (scale * StandardNormal()));

    /// <summary><c>standard_normal(size, dtype=float32)</c>.</summary>
    /// <param name="values">Filled in row-major order.</param>
    public void StandardNormal(Span<float> values) => Fill(values, StandardNormalSingle);

    /// <summary><c>exponential(scale)</c>: the ziggurat method.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="scale">Mean.</param>
    public void Exponential(Span<double> values, double scale = 1) => Fill(values, () => scale * StandardExponential());

    /// <summary><c>gamma(shape, scale)</c>.</summary>
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

    private GammaSampler Distributions => new(_engine.NextDouble, StandardExponential, StandardNormal);

    private static void Fill<T>(Span<T> values, Func<T> next)
    {
        foreach (ref var value in values)
        {
            value = next();
        }
    }
}
