using Diglot.TestKit;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Diglot.Tensors.Random;
using Diglot.Tensors.Reference;
using Xunit;

namespace Diglot.Tensors.Tests.Random;

/// <summary>Longer draws than the tables hold; the expected values come from NumPy 1.24, Python 3.11 and PyTorch 1.13.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void NumPyGenerator_follows_NumPy_through_every_branch_of_the_ziggurat()
    {
        var generator = new NumPyGenerator(7);
        var normal = new double[200_000];
        generator.Normal(normal);
        Assert.Equal("92162527078f50a552d95605f8c0d5bc53b42795d155300e72d9c00ba2689aee", Hash<double>(normal));
        generator.Exponential(normal);
        Assert.Equal(199578.6675196901, normal.Sum(), 1e-8);
        Assert.Equal(1.0966870676067844, normal[^1]);
        Assert.Equal([327, 560, 441], Integers(3, v => generator.Integers(v, 0, 1000)));
        var single = new float[200_000];
        generator.StandardNormal(single);
        Assert.Equal(136.8188801844408, single.Sum(x => (double)x), 1e-3);
        Assert.Equal(-0.9912959f, single[^1]);
        Assert.Equal([900], Integers(1, v => generator.Integers(v, 0, 1000)));
    }

    [Fact]
    public void NumPyGenerator_takes_long_seeds_wide_ranges_and_both_ways_of_choosing()
    {
        var generator = new NumPyGenerator(BigInteger.Pow(2, 70) + 3);
        Assert.Equal([3877386798848463680, 2636719460552435694, 980196506517987488], Integers(3, v => generator.Integers(v, 0, long.MaxValue)));
        Assert.Equal([895, 4997, 14715, 4290, 15593], generator.Choice(20000, 500, replace: false)[..5]);
        Assert.Equal([11186, 19764, 15895, 10625, 13722], generator.Choice(20000, 5, replace: false));
        var bytes = new byte[9];
        generator.Integers(bytes, 0, 7);
        Assert.Equal([4, 2, 3, 0, 6, 3, 0, 5, 2], bytes);
    }

    [Fact]
    public void NumPyRandomState_follows_NumPy_through_the_rejection_samplers()
    {
        var state = new NumPyRandomState(7);
        Assert.Equal([350, 368, 405, 390, 367, 376, 385, 355], Integers(8, v => state.Binomial(v, 1000, 0.37)));
        Assert.Equal([49, 69, 49, 67, 56, 59, 48, 53], Integers(8, v => state.Poisson(v, 55.5)));
        Close([0.1619599, 1.21409157, 0.49625671], Draws.Doubles(3, v => state.Gamma(v, 0.4, 2)));
        Close([0.47582408, 0.6410855, 0.2523021], Draws.Doubles(3, v => state.Beta(v, 0.5, 0.7)));
        Assert.Equal([181, 174, 184, 177], Integers(4, v => state.Binomial(v, 200, 0.9)));
        Assert.Equal([130], Integers(1, v => state.RandInt(v, 0, 1000)));
    }

    [Fact]
    public void PythonRandom_takes_texts_and_long_negative_integers_as_seeds()
    {
        var random = new PythonRandom("diglot");
        Assert.Equal([97, 22, 57, 32, 46], Enumerable.Range(0, 5).Select(_ => random.RandInt(1, 100)));
        random.Seed(-BigInteger.Pow(2, 70));
        Assert.Equal(0.2327882718301838, random.Random());
        random.Seed(5);
        Assert.Equal([637, 261, 759, 367, 814], random.Sample([.. Enumerable.Range(0, 1000)], 5));
        Assert.Equal([88, 94, 83, 67, 3], random.Sample([.. Enumerable.Range(0, 100)], 30)[..5]);
    }

    [Fact]
    public void TorchGenerator_state_is_PyTorchs_after_more_than_one_block_and_with_a_kept_sample()
    {
        var generator = new TorchGenerator(3);
        generator.Uniform(new float[700]);
        generator.Normal(new float[3]);
        var state = generator.GetState();
        Assert.Equal("df754af987015cce161d0a59f9ed33f1836dfe68d5f16f394c49074eb9fe1116", Hash<byte>(state));
        foreach (var other in new[] { generator.Clone(), Restored(state), generator })
        {
            Assert.Equal([0.25835657119750977, 0.5506028532981873], Draws.Singles(2, v => other.Uniform(v)));
            Close([-0.6528651118278503, -0.9502103924751282], Draws.Singles(2, v => other.Normal(v)));
        }
    }

    [Fact]
    public void TorchGenerator_takes_negative_seeds_as_PyTorch_does()
    {
        var generator = new TorchGenerator(unchecked((ulong)-1));
        Assert.Equal([0.9937993884086609], Draws.Singles(1, v => generator.Uniform(v)));
        Assert.Equal(ulong.MaxValue, generator.InitialSeed);
    }

    [Fact]
    public void TorchGenerator_agrees_with_PyTorch_over_a_hundred_thousand_draws()
    {
        var generator = new TorchGenerator(5);
        var normal = new float[100_003];
        generator.Normal(normal);
        Assert.Equal("bac22a44b4afdb986a66599356d9ad7c6086cd1779370848ea1ed65e050d6fb7", Hash<float>(normal));
        Assert.Equal("f16e99cd13338211a166bc7366b111856334ea00f8b0ab976243b3eab39c0a83", Hash<long>(generator.RandPerm(60_000)));
        var wide = new double[1001];
        generator.Normal(wide);
        Assert.Equal("5c44f0786fe5a5999f44beb18781d59e36935ffa219c36d2f5c0a8cf9032167b", Hash<double>(wide));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 0.3286267594591274)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(2.9, 0.9999589021219005)]
    [InlineData(3.1, 0.9999883513426328)]
    [InlineData(-4, -0.9999999845827421)]
    public void Error_function_and_its_inverse_agree_with_Python(double x, double y)
    {
        Assert.Equal(y, ErrorFunction.Erf(x), 1e-15);
        Assert.Equal(x, ErrorFunction.Inverse(y), 1e-8);
    }

    private static TorchGenerator Restored(byte[] state)
    {
        var generator = new TorchGenerator(99);
        generator.SetState(state);
        return generator;
    }

    private static string Hash<T>(T[] values)
        where T : unmanaged => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));

    private static long[] Integers(int count, Action<long[]> fill)
    {
        var values = new long[count];
        fill(values);
        return values;
    }

    private static void Close(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-7);
        }
    }
}
