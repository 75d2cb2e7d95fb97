using System.Numerics;
using Diglot.Tensors.Kernels.Reductions;
using Diglot.Tensors.Operators;
using Diglot.Tensors.Reference;
using Diglot.Tensors.Threading;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels.Reductions;

[Collection(nameof(Workers))]
public sealed unsafe class ReductionTests : IDisposable
{
    readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    static Buffer<T> Whole<T>(int length)
        where T : unmanaged, INumber<T>
    {
        var random = new System.Random(length);
        return new Buffer<T>(Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.Next(0, 9))).ToArray());
    }

    static void Check<T>(int outer, int axis, int inner)
        where T : unmanaged, INumber<T>
    {
        using var x = Whole<T>(outer * axis * inner);
        using var y = new Buffer<T>(outer * inner);
        using var expected = new Buffer<T>(outer * inner);
        Reduction.Run<Add, T>(x, y, outer, axis, inner, T.Zero);
        PlainReductions.Fold(x, (T*)expected, outer, axis, inner, T.Zero, static (a, b) => a + b);
        Assert.Equal(expected.ToArray(), y.ToArray());
        Reduction.Run<Maximum, T>(x, y, outer, axis, inner, T.Zero);
        PlainReductions.Fold(x, (T*)expected, outer, axis, inner, T.Zero, static (a, b) => T.Max(a, b));
        Assert.Equal(expected.ToArray(), y.ToArray());
    }

    [Fact]
    public void Fold_equals_its_plain_twin_at_every_length_of_rows_and_columns()
    {
        for (int length = 0; length <= 256; length++)
        {
            Check<float>(2, length, 1);
            Check<double>(1, length, 3);
            Check<int>(1, 5, length);
            Check<float>(1, 3, length);
            Check<long>(2, length, 1);
        }
        foreach (int length in new[] { 511, 512, 513, 2000, 70_000, 200_001 })
        {
            Check<float>(1, length, 1);
            Check<float>(1, length / 9, 10);
            Check<int>(length / 9, 3, 2);
        }
        Check<float>(3, 1000, 300);
    }

    [Theory]
    [InlineData(1, 500_000, 1)]
    [InlineData(1, 30_000, 20)]
    [InlineData(1000, 300, 1)]
    [InlineData(4, 300, 600)]
    public void Sums_are_the_same_to_the_last_bit_for_every_number_of_threads(int outer, int axis, int inner)
    {
        var random = new System.Random(3);
        using var x = new Buffer<float>(Enumerable.Range(0, outer * axis * inner).Select(_ => (float)random.NextDouble()).ToArray());
        using var y = new Buffer<float>(outer * inner);
        Workers.Count = 1;
        Reduction.Run<Add, float>(x, y, outer, axis, inner, 0);
        var one = y.ToArray();
        for (Workers.Count = 2; Workers.Count <= 3; Workers.Count++)
        {
            Reduction.Run<Add, float>(x, y, outer, axis, inner, 0);
            Assert.Equal(one, y.ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Sum_of_a_million_numbers_keeps_single_precision(int inner)
    {
        // 0.1f is 0.100000001490116…; adding a million of them one after the other would be off by about one in a thousand.
        var x = NDArray.From(Enumerable.Repeat(0.1f, 1_000_000).ToArray(), [1_000_000 / inner, inner]);
        double each = 1_000_000 / inner * (double)0.1f;
        Assert.All(x.Sum([0]).ToArray<float>(), sum => Assert.Equal(each, sum, each * 1e-6));
    }

    [Fact]
    public void Largest_and_smallest_pass_NaN_on_wherever_it_stands()
    {
        for (int at = 0; at < 40; at++)
        {
            var values = Enumerable.Range(0, 40).Select(i => i == at ? float.NaN : i).ToArray();
            Assert.True(float.IsNaN(NDArray.From(values).Max().ToArray<float>()[0]));
            Assert.True(float.IsNaN(NDArray.From(values, [40, 1]).Min([0]).ToArray<float>()[0]));
            Assert.Equal(at, NDArray.From(values).ArgMax().ToArray<long>()[0]);
        }
    }

    [Fact]
    public void Running_sums_and_products_equal_their_definitions_along_every_axis()
    {
        var x = NDArray.From(Enumerable.Range(1, 24).Select(i => (float)(i % 5)).ToArray(), [2, 3, 4]);
        var values = x.ToArray<float>();
        int[] steps = [12, 4, 1];
        for (int axis = 0; axis < 3; axis++)
        {
            var sums = x.CumulativeSum(axis).ToArray<float>();
            var products = x.CumulativeProduct(axis).ToArray<float>();
            for (int i = 0; i < 24; i++)
            {
                bool first = i / steps[axis] % x.Shape[axis] == 0;
                Assert.Equal(values[i] + (first ? 0 : sums[i - steps[axis]]), sums[i]);
                Assert.Equal(values[i] * (first ? 1 : products[i - steps[axis]]), products[i]);
            }
        }
        Assert.Equal([1L, 3L, 6L], NDArray.From(new[] { 1, 2, 3 }).CumulativeSum(0).ToArray<long>());
    }
}
