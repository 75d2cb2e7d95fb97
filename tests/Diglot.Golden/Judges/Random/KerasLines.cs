using System.Globalization;
using System.Text.RegularExpressions;
using Diglot.Tensors.Random;
using static Diglot.TestKit.Draws;

namespace Diglot.Golden.Judges.Random;

/// <summary>Runs an entry of a Keras table on one backend's generators: initialisers by their formulas, layers by the order of their draws.</summary>
internal sealed class KerasLines(KerasBackend backend, long seed)
{
    private readonly PythonRandom _python = new(seed);
    private readonly KerasSeedGenerator _thirtyOne = new(31);
    private KerasSeedGenerator? _global;

    /// <summary>The default seeds drawn so far.</summary>
    public List<long> Draws { get; } = [];

    /// <summary>One line <c>keras.random.…</c>.</summary>
    public double[]? Random(string line)
    {
        var call = Regex.Match(line, @"^keras\.random\.(\w+)\((.*?)(?:, seed=(\w+))?\)$");
        var pair = call.Groups[3].Value switch
        {
            "" => Global(),
            "G" => _thirtyOne.Next(),
            var number => (long.Parse(number, CultureInfo.InvariantCulture), 0L),
        };
        var tensorFlow = backend is KerasBackend.TensorFlow;
        return (call.Groups[1].Value, call.Groups[2].Value) switch
        {
            ("uniform", "(11,)") => Doubles(backend.Uniform(11, pair)),
            ("uniform", "(5,)") => Doubles(backend.Uniform(5, pair)),
            ("uniform", "(4,)") => Doubles(backend.Uniform(4, pair)),
            ("uniform", "(4, 3), minval=-2.0, maxval=3.0") => Doubles(backend.Uniform(12, pair, -2, 3)),
            ("normal", "(11,)") => Doubles(backend.Normal(11, pair)),
            ("normal", "(4,)") => Doubles(backend.Normal(4, pair)),
            ("normal", "(3,)") => Doubles(backend.Normal(3, pair)),
            ("normal", "(3, 4), mean=1.0, stddev=0.5") => Doubles(backend.Normal(12, pair, 1, 0.5f)),
            ("truncated_normal", "(23,)") => Doubles(backend.Truncated(23, pair)),
            ("truncated_normal", "(5, 8), stddev=0.1") => Doubles(backend.Truncated(40, pair, 0, 0.1f)),
            ("randint", "(9,), 0, 10") => Array.ConvertAll(backend.Integers(9, pair, 0, 10), v => (double)v),
            ("randint", "(6,), -3, 1000") => Array.ConvertAll(backend.Integers(6, pair, -3, 1000), v => (double)v),
            ("dropout", "keras.ops.ones((4, 6)), 0.4") => Dropout(24, 0.4, pair),
            ("shuffle", "keras.ops.arange(12)") when tensorFlow => Array.ConvertAll(TensorFlowRandom.Shuffle(12, pair), v => (double)v),
            ("categorical", "keras.ops.zeros((2, 4)), 5") when tensorFlow => Longs(10, v => TensorFlowRandom.Categorical(new float[8], 2, v, pair)),
            ("gamma", "(4,), 2.0") when tensorFlow => Singles(4, v => TensorFlowRandom.Gamma(v, pair, 2)),
            ("beta", "(3,), 2.0, 3.0") when tensorFlow => Singles(3, v => TensorFlowRandom.Beta(v, pair, 2, 3)),
            _ => null,
        };
    }

    /// <summary>One line <c>keras.initializers.…(…)((shape))</c>.</summary>
    public double[]? Initializer(string code)
    {
        var call = Regex.Match(code, @"^keras\.initializers\.(\w+)\((.*)\)\(\(([\d, ]+)\)\)$");
        var given = Regex.Match(call.Groups[2].Value, @"seed=(\d+)");
        var pair = (given.Success ? long.Parse(given.Groups[1].Value, CultureInfo.InvariantCulture) : Draw(), 0L);
        var shape = call.Groups[3].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(d => int.Parse(d, CultureInfo.InvariantCulture)).ToArray();
        var name = call.Groups[1].Value;
        return Doubles(name switch
        {
            "VarianceScaling" when given.Success => Scaled(shape, 2, "out", uniform: true, pair),
            "RandomUniform" when given.Success => backend.Uniform(Size(shape), pair, -1, 2),
            "Orthogonal" => Orthogonal(shape, given.Success && shape.Length == 2 ? 0.5f : 1, pair),
            _ => Named(name, shape, pair),
        });
    }

    /// <summary>A dropout mask of ones, scaled.</summary>
    public double[] Dropout(int count, double rate, (long, long) pair)
        => Array.ConvertAll(backend.Keep(count, rate, pair), keep => keep ? (double)(1 / (float)(1 - rate)) : 0);

    /// <summary>A default initialiser by name.</summary>
    public float[] Named(string name, int[] shape, (long, long) pair) => name switch
    {
        "GlorotUniform" => Scaled(shape, 1, "avg", uniform: true, pair),
        "GlorotNormal" => Scaled(shape, 1, "avg", uniform: false, pair),
        "HeNormal" => Scaled(shape, 2, "in", uniform: false, pair),
        "HeUniform" => Scaled(shape, 2, "in", uniform: true, pair),
        "LecunNormal" or "VarianceScaling" => Scaled(shape, 1, "in", uniform: false, pair),
        "LecunUniform" => Scaled(shape, 1, "in", uniform: true, pair),
        "RandomNormal" => backend.Normal(Size(shape), pair, 0, 0.05f),
        "RandomUniform" => backend.Uniform(Size(shape), pair, -0.05f, 0.05f),
        "TruncatedNormal" => backend.Truncated(Size(shape), pair, 0, 0.05f),
        "Orthogonal" => Orthogonal(shape, 1, pair),
        _ => throw new InvalidOperationException($"No formula for the initialiser {name}."),
    };

    /// <summary>One default seed, <c>random.randint(1, 10**9)</c>.</summary>
    public long Draw()
    {
        Draws.Add(_python.RandInt(1, 1_000_000_000));
        return Draws[^1];
    }

    public static int Size(int[] shape) => shape.Aggregate(1, (a, b) => a * b);

    // The global generator's state is int64 with TensorFlow; with JAX it is uint32 and the scattering product wraps.
    private (long, long) Global()
    {
        _global ??= new KerasSeedGenerator(Draw());
        var pair = _global.State;
        static long Wrapped(long x) => unchecked((((uint)x + 1) * 5387u) % 933199u);
        _global.NextUnordered();
        _global.State = backend is KerasBackend.Jax ? (Wrapped(pair.First), Wrapped(pair.Second)) : _global.State;
        return pair;
    }

    private float[] Scaled(int[] shape, double scale, string mode, bool uniform, (long, long) pair)
    {
        var field = Size(shape[..^2]);
        var (fanIn, fanOut) = (shape[^2] * field, shape[^1] * field);
        scale /= mode switch { "in" => fanIn, "out" => fanOut, _ => (fanIn + fanOut) / 2.0 };
        var limit = (float)Math.Sqrt(3 * scale);

        // The divisor is the standard deviation of a standard normal distribution cut at two.
        return uniform ? backend.Uniform(Size(shape), pair, -limit, limit) : backend.Truncated(Size(shape), pair, 0, (float)(Math.Sqrt(scale) / 0.87962566103423978));
    }

    private float[] Orthogonal(int[] shape, float gain, (long, long) pair)
    {
        var (rows, columns) = (Size(shape[..^1]), shape[^1]);
        var (tall, narrow) = (Math.Max(rows, columns), Math.Min(rows, columns));
        var values = backend.Normal(tall * narrow, pair);
        OrthogonalMatrix.Orthonormalise(values, tall, narrow);
        return Array.ConvertAll(rows < columns ? TorchInitializations.Transpose(values, tall, narrow) : values, v => v * gain);
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);
}
