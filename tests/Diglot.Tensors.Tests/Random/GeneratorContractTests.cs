using Diglot.Tensors.Random;
using Xunit;

namespace Diglot.Tensors.Tests.Random;

public sealed class GeneratorContractTests
{
    [Fact]
    public void KerasRandom_draws_the_same_default_seeds_after_the_same_global_seed()
    {
        // random.seed(0); random.randint(1, 10**9) three times, as the table of Keras draws has it.
        KerasRandom.SetRandomSeed(0);
        Assert.Equal([906691060, 413654000, 813847340], new[] { KerasRandom.MakeDefaultSeed(), KerasRandom.MakeDefaultSeed(), new KerasSeedGenerator().State.First });
        Assert.Equal(TensorFlowRandom.ShuffleOrder(100, 0), KerasRandom.FitOrder(100));
        KerasRandom.SetRandomSeed(0);
        Assert.Equal((906691060, 0), KerasRandom.DrawSeed());
        KerasRandom.ClearSession();
        Assert.Equal((413654000, 0), KerasRandom.DrawSeed());
    }

    [Fact]
    public void Seed_generator_counts_calls_up()
    {
        var generator = new KerasSeedGenerator(31);
        Assert.Equal([(31L, 0L), (31L, 1L), (31L, 2L)], new[] { generator.Next(), generator.Next(), generator.Next() });
    }

    [Fact]
    public void Manual_seed_drops_a_kept_normal_sample()
    {
        var values = new float[1];
        TorchRandom.ManualSeed(0).Normal(values);
        var first = values[0];
        TorchRandom.ManualSeed(0);
        TorchRandom.Default.Normal(values);
        Assert.Equal(first, values[0]);
        TorchRandom.Default.Normal(values);
        Assert.NotEqual(first, values[0]);
    }

    [Fact]
    public void Generator_draws_each_number_once_when_threads_share_it()
    {
        var shared = new TorchGenerator(1);
        var drawn = new float[8][];
        Parallel.For(0, 8, i => shared.Uniform(drawn[i] = new float[500]));
        var alone = new float[4000];
        new TorchGenerator(1).Uniform(alone);
        Assert.Equal(alone.Order(), drawn.SelectMany(d => d).Order());
    }

    [Fact]
    public void State_of_a_wrong_size_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TorchGenerator().SetState(new byte[100]));
        Assert.Contains("5056", error.Message, StringComparison.Ordinal);
        Assert.Contains("100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void State_with_counters_outside_is_refused()
    {
        var state = new TorchGenerator().GetState();
        state[16] = 255;
        state[17] = 255;
        Assert.Contains("corrupt", Assert.Throws<ArgumentException>(() => new TorchGenerator().SetState(state)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_bounds_are_refused_with_the_rule_and_the_value()
    {
        var g = new TorchGenerator();
        Assert.Throws<ArgumentOutOfRangeException>(() => g.Uniform(new float[1], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => g.Normal(new float[1], 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => g.Bernoulli(new float[1], 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => g.RandInt(new long[1], 3, 3));
        Assert.Throws<ArgumentException>(() => g.TruncatedNormal(new float[4], 0, 1, 50, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumPyRandomState(0).Choice(3, 4, replace: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumPyGenerator(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PythonRandom(0).RandInt(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KerasRandom.SetRandomSeed(-1));
        Assert.Throws<ArgumentException>(() => OrthogonalMatrix.Orthonormalise(new float[6], 2, 3));
    }

    [Fact]
    public void Orthonormalised_columns_are_orthonormal()
    {
        var q = new float[7 * 4];
        new TorchGenerator(3).Normal(q);
        OrthogonalMatrix.Orthonormalise(q, 7, 4);
        for (var a = 0; a < 4; a++)
        {
            for (var b = 0; b < 4; b++)
            {
                var dot = Enumerable.Range(0, 7).Sum(i => (double)q[(4 * i) + a] * q[(4 * i) + b]);
                Assert.Equal(a == b ? 1 : 0, dot, 1e-6);
            }
        }
    }

    [Fact]
    public void Nothing_is_drawn_for_empty_spans()
    {
        var (drawn, fresh) = (new TorchGenerator(1), new TorchGenerator(1));
        drawn.Uniform(Span<float>.Empty);
        drawn.Normal(Span<float>.Empty);
        Assert.Empty(drawn.RandPerm(0));
        Assert.Equal(fresh.Random64(), drawn.Random64());
    }
}
