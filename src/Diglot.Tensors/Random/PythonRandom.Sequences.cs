using System.Numerics;

namespace Diglot.Tensors.Random;

public sealed partial class PythonRandom
{
    /// <summary><c>getrandbits(k)</c>: words of 32 bits, lowest first, the last one shifted down.</summary>
    /// <param name="bits">Number of bits, not negative.</param>
    /// <returns>An integer in [0, 2^bits).</returns>
    public BigInteger GetRandBits(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bits);
        var value = BigInteger.Zero;
        for (var at = 0; at < bits; at += 32)
        {
            var word = _engine.NextUInt32();
            var wanted = Math.Min(32, bits - at);
            value |= (BigInteger)(word >> (32 - wanted)) << at;
        }

        return value;
    }

    /// <summary><c>randint(a, b)</c>: an integer with a ≤ value ≤ b.</summary>
    /// <param name="a">Lowest value.</param>
    /// <param name="b">Highest value.</param>
    /// <returns>Each value equally likely.</returns>
    public long RandInt(long a, long b)
    {
        if (b < a)
        {
            throw new ArgumentOutOfRangeException(nameof(b), b, $"randint(a, b) expects a <= b; received a = {a}.");
        }

        return (long)(a + Below((BigInteger)b - a + 1));
    }

    /// <summary><c>randrange(start, stop)</c>: an integer with start ≤ value &lt; stop.</summary>
    /// <param name="start">Lowest value.</param>
    /// <param name="stop">One above the highest value.</param>
    /// <returns>Each value equally likely.</returns>
    public long RandRange(long start, long stop) => RandInt(start, stop - 1);

    /// <summary><c>choice(items)</c>.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">At least one item.</param>
    /// <returns>One of them.</returns>
    public T Choice<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.Count > 0 ? items[(int)Below(items.Count)] : throw new ArgumentException("choice needs at least one item; received none.", nameof(items));
    }

    /// <summary><c>choices(items, weights, k)</c>: draws with replacement.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">At least one item.</param>
    /// <param name="count">Number of draws, k.</param>
    /// <param name="weights">One weight an item, not all zero; all alike if not given.</param>
    /// <returns>The drawn items in order.</returns>
    public T[] Choices<T>(IReadOnlyList<T> items, int count, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0 || (weights is not null && weights.Count != items.Count))
        {
            throw new ArgumentException($"choices needs at least one item and one weight for each; received {items.Count} items and {weights?.Count.ToString() ?? "no"} weights.", nameof(items));
        }

        var drawn = new T[count];
        var shares = new double[items.Count];
        for (var i = 0; i < shares.Length && weights is not null; i++)
        {
            shares[i] = weights[i] + (i > 0 ? shares[i - 1] : 0);
        }

        for (var k = 0; k < count; k++)
        {
            var u = Random() * (weights is null ? items.Count : shares[^1]);
            var index = (int)Math.Floor(u);
            if (weights is not null)
            {
                for (index = 0; index < shares.Length - 1 && shares[index] <= u;)
                {
                    index++;
                }
            }

            drawn[k] = items[index];
        }

        return drawn;
    }

    /// <summary><c>shuffle(items)</c> in place: from the back, each element changes places with one up to itself.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">The items.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><c>sample(items, k)</c>: k different places, in random order. Few of many are drawn with a set, else from a shrinking pool, as in Python.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="count">Number of draws, at most as many as there are items.</param>
    /// <returns>The drawn items in order.</returns>
    public T[] Sample<T>(IReadOnlyList<T> items, int count)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (count < 0 || count > items.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"sample expects 0 <= k <= {items.Count}, the number of items.");
        }

        var setSize = 21.0;
        if (count > 5)
        {
            setSize += Math.Pow(4, Math.Ceiling(Math.Log(count * 3) / Math.Log(4)));
        }

        var drawn = new T[count];
        if (items.Count <= setSize)
        {
            T[] pool = [.. items];
            for (var i = 0; i < count; i++)
            {
                var j = (int)Below(items.Count - i);
                drawn[i] = pool[j];
                pool[j] = pool[items.Count - i - 1];
            }

            return drawn;
        }

        var taken = new HashSet<int>();
        for (var i = 0; i < count; i++)
        {
            int j;
            do
            {
                j = (int)Below(items.Count);
            }
            while (!taken.Add(j));
            drawn[i] = items[j];
        }

        return drawn;
    }

    // Draws of as many bits as the bound has, until one is below it.
    private BigInteger Below(BigInteger bound)
    {
        var bits = (int)bound.GetBitLength();
        BigInteger value;
        do
        {
            value = GetRandBits(bits);
        }
        while (value >= bound);
        return value;
    }
}
