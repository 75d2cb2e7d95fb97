using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Diglot.Tensors.Random;

/// <summary>
/// Python's <c>random.Random</c> (https://docs.python.org/3/library/random.html): the same seed gives the numbers that Python 3.12 gives.
/// mt19937 seeded by array with the absolute value of an integer, or with the bytes of a text and their SHA-512.
/// Not safe for use from several threads at once; <see cref="KerasRandom"/> guards the global one.
/// </summary>
public sealed partial class PythonRandom
{
    private readonly MersenneTwister _engine = new(0);
    private double? _spare;

    /// <summary>A generator seeded with an integer.</summary>
    /// <param name="seed">Any integer; its sign does not matter.</param>
    public PythonRandom(BigInteger seed) => Seed(seed);

    /// <summary>A generator seeded with a text.</summary>
    /// <param name="seed">Any text.</param>
    public PythonRandom(string seed) => Seed(seed);

    /// <summary><c>random.seed(integer)</c>.</summary>
    /// <param name="seed">Any integer; its sign does not matter.</param>
    public void Seed(BigInteger seed)
    {
        var bytes = BigInteger.Abs(seed).ToByteArray(isUnsigned: true);
        var key = new uint[Math.Max(1, (bytes.Length + 3) / 4)];
        for (var i = 0; i < bytes.Length; i++)
        {
            key[i / 4] |= (uint)bytes[i] << (8 * (i % 4));
        }

        _engine.Seed(key);
        _spare = null;
    }

    /// <summary><c>random.seed(text)</c>, version 2: the text's UTF-8 bytes followed by their SHA-512, read as one big-endian integer.</summary>
    /// <param name="seed">Any text.</param>
    public void Seed(string seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        var text = Encoding.UTF8.GetBytes(seed);
        byte[] joined = [.. text, .. SHA512.HashData(text)];
        Seed(new BigInteger(joined, isUnsigned: true, isBigEndian: true));
    }

    /// <summary><c>random()</c>: a number in [0, 1) with 53 random bits.</summary>
    /// <returns>A multiple of 2^−53.</returns>
    public double Random() => _engine.NextDouble();

    /// <summary><c>uniform(a, b)</c>: a + (b − a)·random().</summary>
    /// <param name="a">One end.</param>
    /// <param name="b">The other end.</param>
    /// <returns>A number between the two.</returns>
    public double Uniform(double a, double b) => a + ((b - a) * Random());

    /// <summary><c>gauss(mu, sigma)</c>: Box and Muller's pair, whose second half is kept for the next call.</summary>
    /// <param name="mu">Mean.</param>
    /// <param name="sigma">Standard deviation.</param>
    /// <returns>A normal sample.</returns>
    public double Gauss(double mu = 0, double sigma = 1)
    {
        if (_spare is { } z)
        {
            _spare = null;
        }
        else
        {
            var angle = Random() * 2 * Math.PI;
            var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - Random()));
            z = Math.Cos(angle) * radius;
            _spare = Math.Sin(angle) * radius;
        }

        return mu + (z * sigma);
    }

    /// <summary><c>normalvariate(mu, sigma)</c>: the ratio of uniforms (Kinderman and Monahan, ACM TOMS 3, 1977).</summary>
    /// <param name="mu">Mean.</param>
    /// <param name="sigma">Standard deviation.</param>
    /// <returns>A normal sample.</returns>
    public double NormalVariate(double mu = 0, double sigma = 1)
    {
        var magic = 4 * Math.Exp(-0.5) / Math.Sqrt(2.0);
        while (true)
        {
            var u1 = Random();
            var u2 = 1.0 - Random();
            var z = magic * (u1 - 0.5) / u2;
            if (z * z / 4.0 <= -Math.Log(u2))
            {
                return mu + (z * sigma);
            }
        }
    }

    /// <summary><c>expovariate(lambd)</c>: −ln(1 − random())/λ.</summary>
    /// <param name="lambd">Rate, not zero.</param>
    /// <returns>An exponential sample.</returns>
    public double ExpoVariate(double lambd = 1) => -Math.Log(1.0 - Random()) / lambd;

    /// <summary><c>triangular(low, high, mode)</c>.</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Highest value.</param>
    /// <param name="mode">The most likely value; the middle if not given.</param>
    /// <returns>A sample of the triangular distribution.</returns>
    public double Triangular(double low = 0, double high = 1, double? mode = null)
    {
        var u = Random();
        if (low == high)
        {
            return low;
        }

        var c = mode is { } m ? (m - low) / (high - low) : 0.5;
        if (u > c)
        {
            (u, c) = (1 - u, 1 - c);
            (low, high) = (high, low);
        }

        return low + ((high - low) * Math.Sqrt(u * c));
    }
}
