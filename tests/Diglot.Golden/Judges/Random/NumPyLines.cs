using Diglot.Tensors.Random;
using static Diglot.TestKit.Draws;

namespace Diglot.Golden.Judges.Random;

/// <summary>Runs one line of the NumPy table on our generators: each form that occurs there, written by hand.</summary>
internal static class NumPyLines
{
    private static readonly double[] Weights = [0.1, 0.2, 0.3, 0.4];

    public static double[]? Run(string line, NumPyRandomState r) => line switch
    {
        "R.random_sample(5)" => Doubles(5, v => r.RandomSample(v)),
        "R.rand(2, 3)" => Doubles(6, v => r.RandomSample(v)),
        "R.rand(2)" => Doubles(2, v => r.RandomSample(v)),
        "R.randn(7)" => Doubles(7, v => r.Normal(v)),
        "R.randn(1)" => Doubles(1, v => r.Normal(v)),
        "R.randn(2)" => Doubles(2, v => r.Normal(v)),
        "R.standard_normal(4)" => Doubles(4, v => r.Normal(v)),
        "R.normal(2.0, 3.0, 5)" => Doubles(5, v => r.Normal(v, 2, 3)),
        "R.uniform(-1.0, 2.0, 5)" => Doubles(5, v => r.Uniform(v, -1, 2)),
        "R.randint(0, 10, 9)" => Longs(9, v => r.RandInt(v, 0, 10)),
        "R.randint(-5, 1000000, 6)" => Longs(6, v => r.RandInt(v, -5, 1000000)),
        "R.randint(0, 2**40, 4, dtype=np.int64)" => Longs(4, v => r.RandInt(v, 0, 1L << 40)),
        "R.permutation(12)" => Numbers(r.Permutation(12)),
        "R.permutation(1000)" => Numbers(r.Permutation(1000)),
        "R.choice(10, 5)" => Numbers(r.Choice(10, 5)),
        "R.choice(10, 6, replace=False)" => Numbers(r.Choice(10, 6, replace: false)),
        "R.choice(4, 8, p=[0.1, 0.2, 0.3, 0.4])" => Numbers(r.Choice(Weights, 8)),
        "R.exponential(2.0, 4)" => Doubles(4, v => r.Exponential(v, 2)),
        "R.gamma(2.0, 1.0, 4)" => Doubles(4, v => r.Gamma(v, 2)),
        "R.beta(2.0, 3.0, 3)" => Doubles(3, v => r.Beta(v, 2, 3)),
        "R.binomial(10, 0.3, 6)" => Longs(6, v => r.Binomial(v, 10, 0.3)),
        "R.poisson(3.0, 6)" => Longs(6, v => r.Poisson(v, 3)),
        "R.bytes(8)" => Bytes(8, v => r.Bytes(v)),
        "shuffle(R, 10)" => Shuffled(10, v => r.Shuffle(v.AsSpan())),
        _ => null,
    };

    public static double[]? Run(string line, NumPyGenerator r) => line switch
    {
        "R.random(5)" => Doubles(5, v => r.Random(v)),
        "R.random(1)" => Doubles(1, v => r.Random(v)),
        "R.random(5, dtype=np.float32)" => Singles(5, v => r.Random(v)),
        "R.standard_normal(9)" => Doubles(9, v => r.Normal(v)),
        "R.standard_normal(2)" => Doubles(2, v => r.Normal(v)),
        "R.standard_normal(6, dtype=np.float32)" => Singles(6, v => r.StandardNormal(v)),
        "R.normal(2.0, 3.0, 5)" => Doubles(5, v => r.Normal(v, 2, 3)),
        "R.uniform(-1.0, 2.0, 5)" => Doubles(5, v => r.Uniform(v, -1, 2)),
        "R.integers(0, 10, 9)" or "R.integers(0, 10, 9, dtype=np.int32)" => Longs(9, v => r.Integers(v, 0, 10)),
        "R.integers(0, 5, 3)" => Longs(3, v => r.Integers(v, 0, 5)),
        "R.integers(-5, 1000000, 6)" => Longs(6, v => r.Integers(v, -5, 1000000)),
        "R.integers(0, 2**40, 4)" => Longs(4, v => r.Integers(v, 0, 1L << 40)),
        "R.integers(0, 256, 10, dtype=np.uint8)" => Bytes(10, v => r.Integers(v, 0, 256)),
        "R.permutation(12)" => Numbers(r.Permutation(12)),
        "R.permutation(1000)" => Numbers(r.Permutation(1000)),
        "R.choice(10, 5)" => Numbers(r.Choice(10, 5)),
        "R.choice(10, 6, replace=False)" => Numbers(r.Choice(10, 6, replace: false)),
        "R.choice(4, 8, p=[0.1, 0.2, 0.3, 0.4])" => Numbers(r.Choice(Weights, 8)),
        "R.exponential(2.0, 4)" => Doubles(4, v => r.Exponential(v, 2)),
        "R.gamma(2.0, 1.0, 4)" => Doubles(4, v => r.Gamma(v, 2)),
        "R.beta(2.0, 3.0, 3)" => Doubles(3, v => r.Beta(v, 2, 3)),
        "R.binomial(10, 0.3, 6)" => Longs(6, v => r.Binomial(v, 10, 0.3)),
        "R.poisson(3.0, 6)" => Longs(6, v => r.Poisson(v, 3)),
        "shuffle(R, 10)" => Shuffled(10, v => r.Shuffle(v.AsSpan())),
        "R.permuted(np.arange(12).reshape(3, 4), axis=1)" => Shuffled(12, v =>
        {
            for (var row = 0; row < 12; row += 4)
            {
                r.Shuffle(v.AsSpan(row, 4));
            }
        }),
        _ => null,
    };

    public static object? Run(string line, PythonRandom r) => line switch
    {
        "[random.random() for _ in range(5)]" => Many(5, r.Random),
        "[random.randint(1, 10) for _ in range(8)]" => Many(8, () => r.RandInt(1, 10)),
        "[random.randint(1, 10**9) for _ in range(4)]" => Many(4, () => r.RandInt(1, 1_000_000_000)),
        "[random.randrange(0, 2**40) for _ in range(3)]" => Many(3, () => r.RandRange(0, 1L << 40)),
        "[random.getrandbits(k) for k in (1, 8, 32, 33, 64)]" => new[] { 1, 8, 32, 33, 64 }.Select(k => r.GetRandBits(k).ToString()).ToArray(),
        "shuffle(random, 10)" => Shuffled(10, v => r.Shuffle(v.AsSpan())),
        "shuffle(random, 100)" => Shuffled(100, v => r.Shuffle(v.AsSpan())),
        "random.sample(range(50), 6)" => r.Sample([.. Enumerable.Range(0, 50)], 6),
        "random.sample(range(10), 9)" => r.Sample([.. Enumerable.Range(0, 10)], 9),
        "random.choices(range(6), k=7)" => r.Choices([.. Enumerable.Range(0, 6)], 7),
        "random.choices(range(3), weights=[1, 2, 5], k=7)" => r.Choices([0, 1, 2], 7, [1.0, 2, 5]),
        "[random.uniform(-2, 3) for _ in range(3)]" => Many(3, () => r.Uniform(-2, 3)),
        "[random.gauss(0, 1) for _ in range(5)]" => Many(5, () => r.Gauss(0, 1)),
        "[random.normalvariate(1, 2) for _ in range(3)]" => Many(3, () => r.NormalVariate(1, 2)),
        "[random.choice('abcdef') for _ in range(6)]" => Many(6, () => r.Choice([.. "abcdef"])),
        "[random.expovariate(1.5) for _ in range(3)]" => Many(3, () => r.ExpoVariate(1.5)),
        "[random.triangular(0, 1, 0.3) for _ in range(3)]" => Many(3, () => r.Triangular(0, 1, 0.3)),
        _ => null,
    };

    private static T[] Many<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static double[] Numbers(long[] values) => Array.ConvertAll(values, v => (double)v);

    private static double[] Bytes(int count, Action<byte[]> fill)
    {
        var values = new byte[count];
        fill(values);
        return Array.ConvertAll(values, v => (double)v);
    }

    private static double[] Shuffled(int count, Action<double[]> shuffle)
    {
        var values = Enumerable.Range(0, count).Select(i => (double)i).ToArray();
        shuffle(values);
        return values;
    }
}
