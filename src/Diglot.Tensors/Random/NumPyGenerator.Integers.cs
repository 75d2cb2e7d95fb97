using System.Numerics;

namespace Diglot.Tensors.Random;

public sealed partial class NumPyGenerator
{
    /// <summary><c>integers(low, high)</c> of 64 bits (and of 32 bits, whose values are the same): D. Lemire's multiplication method (ACM TOMACS 29, 2019).</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value.</param>
    public void Integers(Span<long> values, long low, long high)
    {
        RequireRange(low, high);
        var last = (ulong)high - (ulong)low - 1;
        foreach (ref var value in values)
        {
            value = (long)((ulong)low + Bounded(last));
        }
    }

    /// <summary><c>integers(low, high, dtype=uint8)</c>: the same method on the four bytes of a word, lowest first.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value, up to 256.</param>
    public void Integers(Span<byte> values, int low, int high)
    {
        RequireRange(low, high);
        if (low < 0 || high > 256)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"Integers of 8 bits are in 0 … 255; received low = {low}, high = {high}.");
        }

        var count = (uint)(high - low);
        var (word, left) = (0u, 0);
        byte Next()
        {
            (word, left) = left == 0 ? (_engine.NextUInt32(), 3) : (word >> 8, left - 1);
            return (byte)word;
        }

        foreach (ref var value in values)
        {
            if (count == 1)
            {
                value = (byte)low;
                continue;
            }

            if (count == 256)
            {
                value = Next();
                continue;
            }

            uint product;
            do
            {
                product = Next() * count;
            }
            while ((byte)product < (256 - count) % count);
            value = (byte)(low + (int)(product >> 8));
        }
    }

    /// <summary><c>shuffle(items)</c> in place: from the back, each element changes places with one up to itself.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">The items, or the rows' numbers. <c>permuted</c> shuffles each row so, one after the other.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var mask = uint.MaxValue >> BitOperations.LeadingZeroCount((uint)i);
            uint j;
            do
            {
                j = _engine.NextUInt32() & mask;
            }
            while (j > i);
            (items[i], items[(int)j]) = (items[(int)j], items[i]);
        }
    }

    /// <summary><c>permutation(n)</c>.</summary>
    /// <param name="count">Number of elements.</param>
    /// <returns>The numbers 0 … n − 1 in random order.</returns>
    public long[] Permutation(int count)
    {
        var order = Counting(count);
        Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>
    /// <c>choice(n, size, replace)</c> with all numbers alike. Without replacement: R. W. Floyd's method and a shuffle, or from a population above
    /// 10,000 with more than a fiftieth drawn, the tail of a shuffle.
    /// </summary>
    /// <param name="population">The n numbers 0 … n − 1.</param>
    /// <param name="count">Number of draws.</param>
    /// <param name="replace">Whether a number may come twice.</param>
    /// <returns>The drawn numbers in order.</returns>
    public long[] Choice(int population, int count, bool replace = true)
    {
        var drawn = new long[count];
        if (replace)
        {
            Integers(drawn, 0, population);
            return drawn;
        }

        if (count > population)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"choice cannot draw more than the population of {population} without replacement.");
        }

        if (population > 10000 && count > population / 50)
        {
            var all = Counting(population);
            ShuffleTail(all, Math.Max(population - count, 1));
            return all[(population - count)..];
        }

        var taken = new HashSet<long>();
        for (var last = population - count; last < population; last++)
        {
            var value = (long)Bounded((ulong)last);
            if (!taken.Add(value))
            {
                value = last;
                taken.Add(last);
            }

            drawn[last - (population - count)] = value;
        }

        ShuffleTail(drawn, 1);
        return drawn;
    }

    /// <summary><c>choice(n, size, p=p)</c> with replacement: the first number whose cumulative probability is above a uniform.</summary>
    /// <param name="probabilities">One probability a number; they sum to 1.</param>
    /// <param name="count">Number of draws.</param>
    /// <returns>The drawn numbers in order.</returns>
    public long[] Choice(ReadOnlySpan<double> probabilities, int count) => CumulativeChoice.Draw(probabilities, count, _engine.NextDouble);

    // The shuffle inside choice draws by multiplication, not under a mask as the public one does.
    private void ShuffleTail(long[] items, int first)
    {
        for (var i = items.Length - 1; i >= first; i--)
        {
            var j = (int)Bounded((ulong)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    // A number in 0 … last.
    private ulong Bounded(ulong last)
    {
        switch (last)
        {
            case 0:
                return 0;
            case uint.MaxValue:
                return _engine.NextUInt32();
            case ulong.MaxValue:
                return _engine.NextUInt64();
        }

        var count = last + 1;
        if (last < uint.MaxValue)
        {
            var unfair = ((1UL << 32) - count) % count;
            ulong product;
            do
            {
                product = _engine.NextUInt32() * count;
            }
            while ((uint)product < unfair);
            return product >> 32;
        }

        ulong low;
        ulong high;
        do
        {
            high = Math.BigMul(_engine.NextUInt64(), count, out low);
        }
        while (low < (ulong.MaxValue - last) % count);
        return high;
    }

    private static long[] Counting(int count)
    {
        var numbers = new long[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = i;
        }

        return numbers;
    }

    private static void RequireRange(long low, long high)
    {
        if (low >= high)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"integers expects low < high; received low = {low}, high = {high}.");
        }
    }
}
