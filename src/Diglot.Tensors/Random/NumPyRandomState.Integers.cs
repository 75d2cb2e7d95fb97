using System.Numerics;

namespace Diglot.Tensors.Random;

public sealed partial class NumPyRandomState
{
    /// <summary><c>randint(low, high)</c> with 64-bit integers: draws under the smallest mask that covers the range, until one is inside.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value.</param>
    public void RandInt(Span<long> values, long low, long high)
    {
        if (low >= high)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"randint expects low < high; received low = {low}, high = {high}.");
        }

        var last = (ulong)high - (ulong)low - 1;
        foreach (ref var value in values)
        {
            value = (long)((ulong)low + Masked(last));
        }
    }

    /// <summary><c>shuffle(items)</c> in place: from the back, each element changes places with one up to itself.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">The items, or the rows' numbers.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Masked((ulong)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><c>permutation(n)</c>.</summary>
    /// <param name="count">Number of elements.</param>
    /// <returns>The numbers 0 … n − 1 in random order.</returns>
    public long[] Permutation(int count)
    {
        var order = new long[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        Shuffle(order.AsSpan());
        return order;
    }

    /// <summary><c>choice(n, size, replace)</c> with all numbers alike.</summary>
    /// <param name="population">The n numbers 0 … n − 1.</param>
    /// <param name="count">Number of draws.</param>
    /// <param name="replace">Whether a number may come twice.</param>
    /// <returns>The drawn numbers in order.</returns>
    public long[] Choice(int population, int count, bool replace = true)
    {
        if (!replace)
        {
            return count <= population ? Permutation(population)[..count]
                : throw new ArgumentOutOfRangeException(nameof(count), count, $"choice cannot draw more than the population of {population} without replacement.");
        }

        var drawn = new long[count];
        RandInt(drawn, 0, population);
        return drawn;
    }

    /// <summary><c>choice(n, size, p=p)</c> with replacement: the first number whose cumulative probability is above a uniform.</summary>
    /// <param name="probabilities">One probability a number; they sum to 1.</param>
    /// <param name="count">Number of draws.</param>
    /// <returns>The drawn numbers in order.</returns>
    public long[] Choice(ReadOnlySpan<double> probabilities, int count) => CumulativeChoice.Draw(probabilities, count, _engine.NextDouble);

    /// <summary><c>bytes(n)</c>: little-endian words.</summary>
    /// <param name="values">Filled.</param>
    public void Bytes(Span<byte> values)
    {
        for (var i = 0; i < values.Length; i += 4)
        {
            var word = _engine.NextUInt32();
            for (var j = i; j < Math.Min(i + 4, values.Length); j++, word >>= 8)
            {
                values[j] = (byte)word;
            }
        }
    }

    private ulong Masked(ulong last)
    {
        if (last == 0)
        {
            return 0;
        }

        var mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(last);
        ulong value;
        do
        {
            value = mask & (last <= uint.MaxValue ? _engine.NextUInt32() : _engine.NextUInt64());
        }
        while (value > last);
        return value;
    }
}
