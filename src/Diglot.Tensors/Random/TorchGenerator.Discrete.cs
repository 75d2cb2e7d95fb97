using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Random;

public sealed partial class TorchGenerator
{
    // Above this range PyTorch spends 64 bits on an integer, so that the remainder stays nearly uniform.
    private const ulong WideRange = 1UL << 28;

    /// <summary><c>torch.randint(low, high)</c>: a draw modulo (high − low), plus low; 32-bit draws below a range of 2^28, 64-bit ones from there on.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value.</param>
    public void RandInt(Span<long> values, long low, long high)
    {
        if (low >= high)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"randint expects low < high; received low = {low}, high = {high}.");
        }

        var range = (ulong)high - (ulong)low;
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (long)((range < WideRange ? _engine.NextUInt32() % range : _engine.NextUInt64() % range) + (ulong)low);
            }
        }
    }

    /// <summary><c>random_()</c> on an int64 tensor: 63 random bits. Also the seed that a <c>RandomSampler</c> draws.</summary>
    /// <returns>A value in [0, 2^63).</returns>
    public long NextInt64() => (long)(Random64() & long.MaxValue);

    /// <summary><c>random_()</c> without bounds on a tensor of another type: a 32-bit draw modulo a count.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="count">2^31 for int32, 2^24 + 1 for float32, 128 for int8, 256 for uint8, 2 for bool.</param>
    public void RandomBelow(Span<long> values, ulong count)
    {
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (long)(_engine.NextUInt32() % count);
            }
        }
    }

    /// <summary><c>torch.randperm(n)</c>: a shuffle from the front; element i changes places with one of the elements from i on.</summary>
    /// <param name="count">Number of elements, not negative.</param>
    /// <returns>The numbers 0 … n − 1 in random order.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long[] RandPerm(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new long[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        lock (_gate)
        {
            // From 2^32/20 elements on PyTorch spends 64 bits a draw.
            var wide = (uint)count >= uint.MaxValue / 20;
            Span<uint> words = stackalloc uint[Chunk];
            for (var i = 0; i < count - 1; i++)
            {
                if (!wide && i % Chunk == 0)
                {
                    _engine.Fill(words[..Math.Min(Chunk, count - 1 - i)]);
                }

                var left = (uint)(count - i);
                var other = i + (wide ? (int)(_engine.NextUInt64() % left) : (int)(words[i % Chunk] % left));
                (order[i], order[other]) = (order[other], order[i]);
            }
        }

        return order;
    }

    /// <summary><c>bernoulli_(p)</c> with one number p, and the masks of dropout: 1 where a 53-bit uniform is below p, else 0.</summary>
    /// <param name="values">Filled with 0 and 1 in row-major order.</param>
    /// <param name="p">Probability of 1, in [0, 1].</param>
    public void Bernoulli(Span<float> values, double p)
    {
        if (p is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability is in [0, 1].");
        }

        lock (_gate)
        {
            Span<double> uniforms = stackalloc double[Chunk];
            while (!values.IsEmpty)
            {
                var part = uniforms[..Math.Min(Chunk, values.Length)];
                FillUniform53(part);
                for (var i = 0; i < part.Length; i++)
                {
                    values[i] = part[i] < p ? 1f : 0f;
                }

                values = values[part.Length..];
            }
        }
    }

    /// <summary><c>torch.bernoulli(p)</c> with a float32 tensor of probabilities: 1 where a 24-bit uniform is below the element's p.</summary>
    /// <param name="probabilities">One probability an element, each in [0, 1].</param>
    /// <param name="values">Filled with 0 and 1; as long as the probabilities.</param>
    public void Bernoulli(ReadOnlySpan<float> probabilities, Span<float> values)
    {
        lock (_gate)
        {
            FillUniform24(values, 0, 1);
            for (var i = 0; i < probabilities.Length; i++)
            {
                if (probabilities[i] is not (>= 0 and <= 1))
                {
                    throw new ArgumentOutOfRangeException(nameof(probabilities), probabilities[i], $"A probability is in [0, 1]; element {i} is not.");
                }

                values[i] = values[i] < probabilities[i] ? 1f : 0f;
            }
        }
    }

    /// <summary><c>geometric_(p)</c>: trials up to the first success, ⌈ln u / ln(1 − p)⌉.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="p">Probability of success, in (0, 1).</param>
    public void Geometric(Span<float> values, double p)
    {
        var logMiss = Math.Log(1 - p);
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (float)Math.Ceiling(Math.Log(Uniform53()) / logMiss);
            }
        }
    }

    /// <summary><c>torch.poisson(rates)</c>: products of uniforms below a rate of 10, Hörmann's transformed rejection (1993) from there on.</summary>
    /// <param name="rates">One rate an element, not negative.</param>
    /// <param name="values">Filled with counts; as long as the rates.</param>
    public void Poisson(ReadOnlySpan<float> rates, Span<float> values)
    {
        lock (_gate)
        {
            for (var i = 0; i < rates.Length; i++)
            {
                values[i] = PoissonSampler.Next(Uniform53, rates[i]);
            }
        }
    }

    /// <summary>
    /// <c>torch.multinomial</c> on float32 weights. Several draws with replacement: the first index whose cumulative share reaches a 53-bit uniform.
    /// Otherwise (and for a single draw) each weight is divided by an exponential sample and the largest quotients win.
    /// </summary>
    /// <param name="weights">Row-major weights, not negative, one distribution a row.</param>
    /// <param name="rows">Number of distributions.</param>
    /// <param name="samples">Row-major indices, the same number for each row.</param>
    /// <param name="replacement">Whether an index may come twice in a row.</param>
    public void Multinomial(ReadOnlySpan<float> weights, int rows, Span<long> samples, bool replacement = false)
    {
        var (width, draws) = (weights.Length / rows, samples.Length / rows);
        if (!replacement && draws > width)
        {
            throw new ArgumentException($"multinomial cannot draw {draws} of {width} without replacement.", nameof(samples));
        }

        if (replacement && draws > 1)
        {
            for (var row = 0; row < rows; row++)
            {
                WithReplacement(weights.Slice(row * width, width), samples.Slice(row * draws, draws));
            }

            return;
        }

        var quotients = new float[weights.Length];
        Exponential(quotients);
        for (var i = 0; i < quotients.Length; i++)
        {
            quotients[i] = weights[i] / quotients[i];
        }

        for (var row = 0; row < rows; row++)
        {
            var keys = quotients.AsSpan(row * width, width).ToArray();
            var order = Enumerable.Range(0, width).OrderByDescending(i => keys[i]).ToArray();
            for (var i = 0; i < draws; i++)
            {
                samples[(row * draws) + i] = order[i];
            }
        }
    }

    private void WithReplacement(ReadOnlySpan<float> weights, Span<long> samples)
    {
        var shares = new float[weights.Length];
        var sum = 0f;
        for (var i = 0; i < weights.Length; i++)
        {
            shares[i] = sum += weights[i];
        }

        foreach (ref var share in shares.AsSpan())
        {
            share /= sum;
        }

        shares[^1] = 1;
        lock (_gate)
        {
            foreach (ref var sample in samples)
            {
                var u = Uniform53();
                var (low, high) = (0, shares.Length);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = shares[middle] < u ? (middle + 1, high) : (low, middle);
                }

                sample = low;
            }
        }
    }
}
