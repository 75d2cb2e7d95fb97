using System.Globalization;
using System.Text.RegularExpressions;
using Diglot.Tensors.Random;
using static Diglot.TestKit.Draws;

namespace Diglot.Golden.Judges.Random;

/// <summary>Runs one line of the torch table on our generator: each form that occurs there, written by hand.</summary>
internal static class TorchLines
{
    public static double[]? Run(string line, TorchGenerator g, long seed)
    {
        if (line.StartsWith("torch.manual_seed", StringComparison.Ordinal))
        {
            g.ManualSeed((ulong)seed);
            return [];
        }

        var call = Regex.Match(line, @"^torch\.(randn|rand|randint|randperm)\(((?:[^()]|\([^()]*\))*)\)$");
        if (call.Success)
        {
            return Call(call.Groups[1].Value, call.Groups[2].Value, g);
        }

        return line switch
        {
            "torch.empty((), dtype=torch.int64).random_()" => [g.NextInt64()],
            "torch.empty(3, dtype=torch.int64).random_()" => [g.NextInt64(), g.NextInt64(), g.NextInt64()],
            "torch.empty(4).random_()" => Longs(4, v => g.RandomBelow(v, (1 << 24) + 1)),
            "torch.empty(3, dtype=torch.int32).random_()" => Longs(3, v => g.RandomBelow(v, 1UL << 31)),
            "torch.empty(20).bernoulli_(0.3)" => Singles(20, v => g.Bernoulli(v, 0.3)),
            "torch.empty(4, 5, dtype=torch.float64).bernoulli_(0.5)" => Singles(20, v => g.Bernoulli(v, 0.5)),
            "torch.bernoulli(torch.linspace(0, 1, 12))" => Singles(12, v => g.Bernoulli(Linspace(0, 1, 12), v)),
            "torch.nn.functional.dropout(torch.ones(4, 6), 0.4)" => Dropout(24, 0.4, g),
            "torch.nn.functional.dropout(torch.ones(3, 50), 0.1)" => Dropout(150, 0.1, g),
            "torch.nn.functional.dropout2d(torch.ones(2, 5, 2, 3), 0.5)" => Dropout(10, 0.5, g).SelectMany(x => Enumerable.Repeat(x, 6)).ToArray(),
            // Outside training, the functional form's default, nothing is drawn.
            "torch.nn.functional.alpha_dropout(torch.ones(3, 7), 0.3)" => Enumerable.Repeat(1.0, 21).ToArray(),
            "torch.nn.functional.rrelu(-torch.ones(8), training=True)" => Singles(8, v => g.Slopes(v, 1.0 / 8, 1.0 / 3)).Select(x => -x).ToArray(),
            "torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 12, replacement=True)" => Longs(12, v => g.Multinomial([0.1f, 0.2f, 0.3f, 0.4f], 1, v, replacement: true)),
            "torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 3)" => Longs(3, v => g.Multinomial([0.1f, 0.2f, 0.3f, 0.4f], 1, v)),
            "torch.multinomial(torch.tensor([[1.0, 2.0, 3.0], [5.0, 1.0, 0.5]]), 1)" => Longs(2, v => g.Multinomial([1, 2, 3, 5, 1, 0.5f], 2, v)),
            "torch.empty(6).normal_(2.0, 0.5)" => Singles(6, v => g.Normal(v, 2, 0.5)),
            "torch.empty(40).normal_(-1.0, 3.0)" => Singles(40, v => g.Normal(v, -1, 3)),
            "torch.normal(torch.arange(20.0), torch.linspace(0.1, 2, 20))" => NormalOfTensors(g),
            "torch.empty(10).uniform_(-2, 3)" => Singles(10, v => g.Uniform(v, -2, 3)),
            "torch.empty(30).uniform_(-0.3, 0.3)" => Singles(30, v => g.Uniform(v, -0.3, 0.3)),
            "torch.empty(7, dtype=torch.float64).uniform_(-0.3, 0.3)" => Doubles(7, v => g.Uniform(v, -0.3, 0.3)),
            "torch.empty(8).exponential_(1.5)" => Singles(8, v => g.Exponential(v, 1.5)),
            "torch.empty(6).log_normal_(0.5, 0.25)" => Singles(6, v => g.LogNormal(v, 0.5, 0.25)),
            "torch.empty(6).cauchy_()" => Singles(6, v => g.Cauchy(v)),
            "torch.empty(6).geometric_(0.3)" => Singles(6, v => g.Geometric(v, 0.3)),
            "torch.poisson(torch.tensor([0.5, 3.0, 30.0]))" => Singles(3, v => g.Poisson([0.5f, 3, 30], v)),
            "torch.rand_like(torch.ones(2, 3))" => Singles(6, v => g.Uniform(v)),
            "torch.randn_like(torch.ones(6, 5))" => Singles(30, v => g.Normal(v)),
            "torch.randn(5, 4).t().contiguous().normal_()" => Singles(20, v => g.Normal(v)).Length == 20 ? Singles(20, v => g.Normal(v)) : null,
            "torch.nn.functional.gumbel_softmax(torch.zeros(3, 4))" => Gumbel(g),
            _ when line.EndsWith("torch.rand(5, dtype=torch.float16)", StringComparison.Ordinal) => Singles(5, v => g.Uniform(v)).Select(x => (double)(Half)x).ToArray(),
            _ => null,
        };
    }

    private static double[] Call(string name, string arguments, TorchGenerator g)
    {
        var wide = arguments.Contains("float64", StringComparison.Ordinal);
        var numbers = Regex.Matches(arguments.Split(", dtype")[0], @"-?\d+(\*\*\d+)?").Select(m => Integer(m.Value)).ToArray();
        var size = (int)numbers.Aggregate(1L, (a, b) => a * b);
        return name switch
        {
            "randn" => wide ? Doubles(size, v => g.Normal(v)) : Singles(size, v => g.Normal(v)),
            "rand" => wide ? Doubles(size, v => g.Uniform(v)) : Singles(size, v => g.Uniform(v)),
            "randint" => Longs((int)numbers[2], v => g.RandInt(v, numbers[0], numbers[1])),
            _ => Array.ConvertAll(g.RandPerm((int)numbers[0]), v => (double)v),
        };
    }

    private static long Integer(string text)
    {
        var parts = text.Split("**").Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return parts.Length == 1 ? parts[0] : 1L << (int)parts[1];
    }

    private static float[] Linspace(float from, float to, int count) => [.. Enumerable.Range(0, count).Select(i => from + ((to - from) / (count - 1) * i))];

    private static double[] Dropout(int count, double rate, TorchGenerator g)
        => Singles(count, v => g.Bernoulli(v, 1 - rate)).Select(m => (double)((float)m / (float)(1 - rate))).ToArray();

    private static double[] NormalOfTensors(TorchGenerator g)
    {
        var std = Linspace(0.1f, 2, 20);
        return Singles(20, v => g.Normal(v)).Select((x, i) => (x * std[i]) + i).ToArray();
    }

    private static double[] Gumbel(TorchGenerator g)
    {
        var noise = Singles(12, v => g.Exponential(v)).Select(x => Math.Exp(-Math.Log(x))).ToArray();
        return noise.Select((x, i) => x / noise[(i / 4 * 4)..((i / 4 * 4) + 4)].Sum()).ToArray();
    }
}
