namespace Diglot.Tensors.Random;

public static partial class TensorFlowRandom
{
    // Words set aside for one gamma sample, in blocks of four.
    private const int Reserved = 256;

    /// <summary><c>tf.random.experimental.stateless_shuffle</c>, <c>keras.random.shuffle</c>: the places of uniforms in sorted order.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="seed">The pair of seeds.</param>
    /// <returns>For each place of the result the row that comes there.</returns>
    public static long[] Shuffle(int count, (long First, long Second) seed)
    {
        var keys = new float[count];
        Uniform(keys, seed);
        return [.. Enumerable.Range(0, count).OrderBy(i => keys[i]).Select(i => (long)i)];
    }

    /// <summary><c>stateless_categorical</c>: the first class whose cumulative weight is above a 52-bit uniform times the sum of weights.</summary>
    /// <param name="logits">Row-major logarithms of weights, one distribution a row.</param>
    /// <param name="rows">Number of distributions.</param>
    /// <param name="samples">Row-major class numbers, the same number for each row.</param>
    /// <param name="seed">The pair of seeds.</param>
    public static void Categorical(ReadOnlySpan<float> logits, int rows, Span<long> samples, (long First, long Second) seed)
    {
        var words = Stream(seed);
        var (width, draws) = (logits.Length / rows, samples.Length / rows);
        var cumulative = new double[width];
        for (var row = 0; row < rows; row++)
        {
            var classes = logits.Slice(row * width, width);
            var largest = float.NegativeInfinity;
            foreach (var logit in classes)
            {
                largest = float.IsFinite(logit) ? Math.Max(largest, logit) : largest;
            }

            var sum = 0.0;
            for (var i = 0; i < width; i++)
            {
                cumulative[i] = sum += float.IsFinite(classes[i]) ? Math.Exp((double)classes[i] - largest) : 0;
            }

            for (var i = 0; i < draws; i++)
            {
                var target = ToDouble(words.Next(), words.Next()) * sum;
                var index = 0;
                while (index < width - 1 && cumulative[index] <= target)
                {
                    index++;
                }

                samples[(row * draws) + i] = index;
            }
        }
    }

    /// <summary><c>stateless_gamma</c> with scale 1: Marsaglia and Tsang's method in float64; each result has its own stream, 256 counters apart.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="seed">The pair of seeds.</param>
    /// <param name="shape">Shape α, above zero.</param>
    public static void Gamma(Span<float> values, (long First, long Second) seed, double shape)
    {
        if (!(shape > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "The shape of a gamma distribution is above zero.");
        }

        var (key, counter) = Scramble(seed);
        for (var i = 0; i < values.Length; i++, counter += Reserved)
        {
            values[i] = (float)new GammaStream(key, counter).Next(shape);
        }
    }

    /// <summary><c>keras.random.beta</c>: a quotient of two gamma samples, the second from both seeds plus 12.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="seed">The pair of seeds.</param>
    /// <param name="a">First shape, above zero.</param>
    /// <param name="b">Second shape, above zero.</param>
    public static void Beta(Span<float> values, (long First, long Second) seed, double a, double b)
    {
        var second = new float[values.Length];
        Gamma(values, seed, a);
        Gamma(second, (seed.First + 12, seed.Second + 12), b);
        for (var i = 0; i < second.Length; i++)
        {
            values[i] /= values[i] + second[i];
        }
    }

    private static double ToDouble(uint high, uint low) => (((ulong)(high & 0xfffff) << 32) | low) * (1.0 / 4503599627370496.0);

    // Uniforms and normals of one result come in pairs, of which the second is used first.
    private sealed class GammaStream(ulong key, UInt128 counter)
    {
        private Philox _words = new(key, counter);
        private double? _uniform;
        private double? _normal;

        public double Next(double shape)
        {
            var d = shape + (shape < 1 ? 1 : 0) - (1.0 / 3.0);
            var c = 1 / (3 * Math.Sqrt(d));
            while (true)
            {
                var x = Normal();
                var v = 1 + (c * x);
                if (v <= 0)
                {
                    continue;
                }

                v = v * v * v;
                var u = Uniform();
                if (u < 1 - (0.0331 * (x * x) * (x * x)) || Math.Log(u) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
                {
                    return d * v * (shape < 1 ? Math.Pow(Uniform(), 1 / shape) : 1);
                }
            }
        }

        private double Draw() => ToDouble(_words.Next(), _words.Next());

        private double Uniform()
        {
            if (_uniform is { } kept)
            {
                _uniform = null;
                return kept;
            }

            _uniform = Draw();
            return Draw();
        }

        private double Normal()
        {
            if (_normal is { } kept)
            {
                _normal = null;
                return kept;
            }

            var radius = Math.Sqrt(-2 * Math.Log(Math.Max(Draw(), 1e-7)));
            var angle = 2 * Math.PI * Draw();
            _normal = radius * Math.Sin(angle);
            return radius * Math.Cos(angle);
        }
    }
}
