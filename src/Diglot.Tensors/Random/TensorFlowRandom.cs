using System.Runtime.InteropServices;

namespace Diglot.Tensors.Random;

/// <summary>
/// TensorFlow's stateless random functions (https://www.tensorflow.org/api_docs/python/tf/random/stateless_uniform) with a pair of seeds, on which
/// Keras's initialisers, dropout and <c>keras.random</c> stand with that backend, and the shuffle of <c>tf.data</c>. All values are float32 and
/// depend on the seeds alone.
/// </summary>
public static partial class TensorFlowRandom
{
    private const ulong ScrambleKey = 0x02461E29_3EC8F720;

    /// <summary><c>stateless_uniform</c>: 23 random bits as u in [0, 1), then u·(max − min) + min, each step rounded to float32.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="seed">The pair of seeds.</param>
    /// <param name="minimum">Lowest value.</param>
    /// <param name="maximum">Upper bound.</param>
    public static void Uniform(Span<float> values, (long First, long Second) seed, float minimum = 0, float maximum = 1)
    {
        var words = Stream(seed);
        var range = maximum - minimum;
        words.Fill(MemoryMarshal.Cast<float, uint>(values));
        foreach (ref var value in values)
        {
            // The product and the sum are two kernels in TensorFlow: no fused multiply-add.
            var scaled = ToSingle(BitConverter.SingleToUInt32Bits(value)) * range;
            value = scaled + minimum;
        }
    }

    /// <summary><c>stateless_uniform</c> of int32 or int64 with a range below 2^32: a word modulo the range, plus the minimum.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="seed">The pair of seeds.</param>
    /// <param name="minimum">Lowest value.</param>
    /// <param name="maximum">One above the highest value.</param>
    public static void Integers(Span<int> values, (long First, long Second) seed, int minimum, int maximum)
    {
        if (minimum >= maximum)
        {
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"The upper bound of random integers is above the lower bound; received {minimum} and {maximum}.");
        }

        var words = Stream(seed);
        var range = (uint)maximum - (uint)minimum;
        foreach (ref var value in values)
        {
            value = (int)((words.Next() % range) + (uint)minimum);
        }
    }

    /// <summary><c>stateless_normal</c>·std + mean: Box and Muller's pairs, r·sin first.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="seed">The pair of seeds.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="std">Standard deviation.</param>
    public static void Normal(Span<float> values, (long First, long Second) seed, float mean = 0, float std = 1)
    {
        var words = Stream(seed);
        for (var i = 0; i < values.Length; i += 2)
        {
            var (first, second) = Pair(ref words);
            values[i] = Scale(first, mean, std);
            if (i + 1 < values.Length)
            {
                values[i + 1] = Scale(second, mean, std);
            }
        }
    }

    /// <summary>
    /// <c>stateless_truncated_normal</c>·std + mean: samples beyond two standard deviations are left out. Each group of four results has its own
    /// stream, 256 counters after that of the group before.
    /// </summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="seed">The pair of seeds.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="std">Standard deviation before the cut.</param>
    public static void TruncatedNormal(Span<float> values, (long First, long Second) seed, float mean = 0, float std = 1)
    {
        var (key, counter) = Scramble(seed);
        for (var group = 0; group < values.Length; group += 4, counter += 256)
        {
            var words = new Philox(key, counter);
            var end = Math.Min(group + 4, values.Length);
            for (var i = group; i < end;)
            {
                var (first, second) = Pair(ref words);
                if (MathF.Abs(first) < 2)
                {
                    values[i++] = Scale(first, mean, std);
                }

                if (i < end && MathF.Abs(second) < 2)
                {
                    values[i++] = Scale(second, mean, std);
                }
            }
        }
    }

    /// <summary>
    /// The row order of <c>fit(shuffle=True)</c> with the TensorFlow backend after <c>keras.utils.set_random_seed</c>: the order of a
    /// <c>RandomShuffle</c> kernel with the seed as key. It is the same in every epoch, because each epoch starts that kernel anew.
    /// </summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="seed">The global seed.</param>
    /// <param name="operation">The operation's own seed; 0 in <c>fit</c>.</param>
    /// <returns>The rows in the order in which batches take them.</returns>
    public static long[] ShuffleOrder(int count, long seed, long operation = 0)
    {
        const long Largest = int.MaxValue;
        seed = ((seed % Largest) + Largest) % Largest;

        // TensorFlow takes the pair (0, 0) for "no seed given" and never uses it.
        var counter = (ulong)(seed == 0 && operation == 0 ? Largest : operation);
        var words = new Philox((ulong)seed, new UInt128(counter, 0));
        var order = new long[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        for (var i = 0; i < count - 1; i++)
        {
            var j = i + (int)(words.Next() % (uint)(count - i));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>The words behind a pair of seeds; every function above takes them in order.</summary>
    /// <param name="seed">The pair of seeds.</param>
    /// <returns>The stream.</returns>
    public static Philox Stream((long First, long Second) seed)
    {
        var (key, counter) = Scramble(seed);
        return new Philox(key, counter);
    }

    // The pair is a counter under a fixed key; the block's lower half becomes the key, its upper half the upper half of the counter.
    private static (ulong Key, UInt128 Counter) Scramble((long First, long Second) seed)
    {
        var block = Philox.Block(ScrambleKey, new UInt128((ulong)seed.Second, (ulong)seed.First));
        return ((ulong)block, new UInt128((ulong)(block >> 64), 0));
    }

    private static float ToSingle(uint word) => BitConverter.UInt32BitsToSingle((127u << 23) | (word & 0x7FFFFF)) - 1f;

    private static (float First, float Second) Pair(ref Philox words)
    {
        // The C library's float32 functions, as TensorFlow calls them: rounding float64 results would differ in a few last bits.
        var u = Math.Max(ToSingle(words.Next()), 1e-7f);
        var angle = (float)(2 * Math.PI * ToSingle(words.Next()));
        var radius = MathF.Sqrt(-2f * MathF.Log(u));
        return (MathF.Sin(angle) * radius, MathF.Cos(angle) * radius);
    }

    private static float Scale(float sample, float mean, float std)
    {
        var scaled = sample * std;
        return scaled + mean;
    }
}
