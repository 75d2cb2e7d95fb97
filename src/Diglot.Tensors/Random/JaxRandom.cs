using System.Numerics;
using Diglot.Tensors.Reference;

namespace Diglot.Tensors.Random;

/// <summary>
/// JAX's random functions (https://docs.jax.dev/en/latest/jax.random.html) with a raw threefry key, as Keras's JAX backend calls them: Threefry2x32
/// with 20 rounds (J. K. Salmon et al., SC 2011), each element's bits from its own place in the array ("partitionable" threefry, JAX's default).
/// All values are float32.
/// </summary>
public static class JaxRandom
{
    /// <summary>The random words of an array.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="key">The key; a Keras seed pair taken modulo 2^32.</param>
    public static void Bits(Span<uint> values, (uint First, uint Second) key)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (a, b) = Threefry(key, (0, (uint)i));
            values[i] = a ^ b;
        }
    }

    /// <summary><c>split(key)</c>: the n-th of the keys that a key splits into.</summary>
    /// <param name="key">The key.</param>
    /// <param name="index">Which one, from 0.</param>
    /// <returns>A new key.</returns>
    public static (uint First, uint Second) Split((uint First, uint Second) key, int index) => Threefry(key, (0, (uint)index));

    /// <summary><c>uniform(key, shape, minval, maxval)</c>: 23 random bits.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="key">The key.</param>
    /// <param name="minimum">Lowest value.</param>
    /// <param name="maximum">Upper bound.</param>
    public static void Uniform(Span<float> values, (uint First, uint Second) key, float minimum = 0, float maximum = 1)
    {
        var words = new uint[values.Length];
        Bits(words, key);
        var range = maximum - minimum;
        for (var i = 0; i < words.Length; i++)
        {
            var u = BitConverter.UInt32BitsToSingle((words[i] >> 9) | (127u << 23)) - 1f;
            values[i] = MathF.Max(minimum, MathF.FusedMultiplyAdd(u, range, minimum));
        }
    }

    /// <summary><c>normal(key, shape)</c>·std + mean: √2 times the inverse error function of a uniform in (−1, 1).</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="key">The key.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="std">Standard deviation.</param>
    public static void Normal(Span<float> values, (uint First, uint Second) key, float mean = 0, float std = 1)
    {
        Uniform(values, key, MathF.BitIncrement(-1f), 1f);
        foreach (ref var value in values)
        {
            value = ((float)(Math.Sqrt(2) * ErrorFunction.Inverse(value)) * std) + mean;
        }
    }

    /// <summary><c>truncated_normal(key, −2, 2, shape)</c>·std + mean.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="key">The key.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="std">Standard deviation before the cut.</param>
    public static void TruncatedNormal(Span<float> values, (uint First, uint Second) key, float mean = 0, float std = 1)
    {
        var edge = (float)ErrorFunction.Erf(2 / Math.Sqrt(2));
        Uniform(values, key, -edge, edge);
        var limit = MathF.BitDecrement(2f);
        foreach (ref var value in values)
        {
            value = (Math.Clamp((float)(Math.Sqrt(2) * ErrorFunction.Inverse(value)), -limit, limit) * std) + mean;
        }
    }

    /// <summary><c>randint(key, shape, minval, maxval)</c> of int32: two words an element, from two keys, joined modulo the range.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="key">The key.</param>
    /// <param name="minimum">Lowest value.</param>
    /// <param name="maximum">One above the highest value.</param>
    public static void Integers(Span<int> values, (uint First, uint Second) key, int minimum, int maximum)
    {
        if (minimum >= maximum)
        {
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"The upper bound of random integers is above the lower bound; received {minimum} and {maximum}.");
        }

        var (upper, lower) = (new uint[values.Length], new uint[values.Length]);
        Bits(upper, Split(key, 0));
        Bits(lower, Split(key, 1));
        var range = (uint)maximum - (uint)minimum;
        var half = 65536u % range;
        var multiplier = half * half % range;
        for (var i = 0; i < values.Length; i++)
        {
            var offset = ((upper[i] % range * multiplier) + (lower[i] % range)) % range;
            values[i] = (int)((uint)minimum + offset);
        }
    }

    private static (uint, uint) Threefry((uint First, uint Second) key, (uint First, uint Second) count)
    {
        ReadOnlySpan<uint> keys = [key.First, key.Second, key.First ^ key.Second ^ 0x1BD11BDA];
        ReadOnlySpan<int> rotations = [13, 15, 26, 6, 17, 29, 16, 24];
        var (a, b) = (count.First + keys[0], count.Second + keys[1]);
        for (var group = 0; group < 5; group++)
        {
            for (var round = 0; round < 4; round++)
            {
                a += b;
                b = BitOperations.RotateLeft(b, rotations[((group % 2) * 4) + round]) ^ a;
            }

            a += keys[(group + 1) % 3];
            b += keys[(group + 2) % 3] + (uint)(group + 1);
        }

        return (a, b);
    }
}
