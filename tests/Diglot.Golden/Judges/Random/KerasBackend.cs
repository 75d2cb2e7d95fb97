using Diglot.Tensors.Random;

namespace Diglot.Golden.Judges.Random;

/// <summary>What <c>keras.random</c> draws on one backend, from a pair of seeds; the tables hold three backends.</summary>
internal abstract class KerasBackend
{
    public abstract string Name { get; }

    public abstract float[] Uniform(int count, (long, long) seed, float low = 0, float high = 1);

    public abstract float[] Normal(int count, (long, long) seed, float mean = 0, float std = 1);

    public abstract float[] Truncated(int count, (long, long) seed, float mean = 0, float std = 1);

    public abstract int[] Integers(int count, (long, long) seed, int low, int high);

    /// <summary>Where dropout keeps an element.</summary>
    public abstract bool[] Keep(int count, double rate, (long, long) seed);

    public sealed class TensorFlow : KerasBackend
    {
        public override string Name => "tensorflow";

        public override float[] Uniform(int count, (long, long) seed, float low, float high) => Fill<float>(count, v => TensorFlowRandom.Uniform(v, seed, low, high));

        public override float[] Normal(int count, (long, long) seed, float mean, float std) => Fill<float>(count, v => TensorFlowRandom.Normal(v, seed, mean, std));

        public override float[] Truncated(int count, (long, long) seed, float mean, float std) => Fill<float>(count, v => TensorFlowRandom.TruncatedNormal(v, seed, mean, std));

        public override int[] Integers(int count, (long, long) seed, int low, int high) => Fill<int>(count, v => TensorFlowRandom.Integers(v, seed, low, high));

        public override bool[] Keep(int count, double rate, (long, long) seed) => Array.ConvertAll(Uniform(count, seed, 0, 1), u => u >= (float)rate);
    }

    public sealed class Jax : KerasBackend
    {
        public override string Name => "jax";

        public override float[] Uniform(int count, (long, long) seed, float low, float high) => Fill<float>(count, v => JaxRandom.Uniform(v, Key(seed), low, high));

        public override float[] Normal(int count, (long, long) seed, float mean, float std) => Fill<float>(count, v => JaxRandom.Normal(v, Key(seed), mean, std));

        public override float[] Truncated(int count, (long, long) seed, float mean, float std) => Fill<float>(count, v => JaxRandom.TruncatedNormal(v, Key(seed), mean, std));

        public override int[] Integers(int count, (long, long) seed, int low, int high) => Fill<int>(count, v => JaxRandom.Integers(v, Key(seed), low, high));

        public override bool[] Keep(int count, double rate, (long, long) seed) => Array.ConvertAll(Uniform(count, seed, 0, 1), u => u < (float)(1 - rate));

        private static (uint, uint) Key((long, long) seed) => ((uint)seed.Item1, (uint)seed.Item2);
    }

    public sealed class Torch : KerasBackend
    {
        public override string Name => "torch";

        public override float[] Uniform(int count, (long, long) seed, float low, float high)
            => Array.ConvertAll(Fill<float>(count, v => Generator(seed).Uniform(v)), u => ((high - low) * u) + low);

        public override float[] Normal(int count, (long, long) seed, float mean, float std) => Fill<float>(count, v => Generator(seed).Normal(v, mean, std));

        // Four samples an element; the first of them inside two standard deviations counts.
        public override float[] Truncated(int count, (long, long) seed, float mean, float std)
            => [.. Normal(4 * count, seed, 0, 1).Chunk(4).Select(four => (four.FirstOrDefault(x => Math.Abs(x) < 2, four[0]) * std) + mean)];

        public override int[] Integers(int count, (long, long) seed, int low, int high)
            => Array.ConvertAll(Fill<long>(count, v => Generator(seed).RandInt(v, low, high)), v => (int)v);

        public override bool[] Keep(int count, double rate, (long, long) seed)
            => Array.ConvertAll(Fill<float>(count, v => Generator(seed).Bernoulli(v, 1 - rate)), m => m == 1);

        private static TorchGenerator Generator((long, long) seed) => new((ulong)(seed.Item1 + seed.Item2) & 0xffffffff);
    }

    private static T[] Fill<T>(int count, Action<T[]> fill)
    {
        var values = new T[count];
        fill(values);
        return values;
    }
}
