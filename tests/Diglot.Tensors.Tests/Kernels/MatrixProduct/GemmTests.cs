using System.Numerics;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.MatrixProduct;
using Diglot.Tensors.Reference;
using Diglot.Tensors.Threading;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels.MatrixProduct;

[Collection(nameof(Workers))]
public sealed unsafe class GemmTests : IDisposable
{
    readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    /// <summary>Small whole numbers: sums are exact in any order, so results must be equal, not near.</summary>
    static Buffer<T> Whole<T>(int length, int seed)
        where T : unmanaged, INumber<T>
    {
        var random = new System.Random(seed);
        return new Buffer<T>(Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.Next(0, 7)) - T.CreateChecked(3)).ToArray());
    }

    static void Check<T>(int m, int n, int k, bool transposeA, bool transposeB, bool accumulate = false, bool bias = false, int gap = 0)
        where T : unmanaged, INumber<T>
    {
        using var a = Whole<T>(Math.Max(1, m * k), 1);
        using var b = Whole<T>(Math.Max(1, k * n), 2);
        using var c = Whole<T>(m * (n + gap), 3);
        using var expected = new Buffer<T>(c.ToArray());
        using var values = Whole<T>(n, 4);
        var product = Product<T>.Create(m, n, k, a, b, c);
        if (transposeA)
            (product.ARow, product.AColumn) = (1, m);
        if (transposeB)
            (product.BRow, product.BColumn) = (1, k);
        product.CRow = n + gap;
        product.Accumulate = accumulate;
        product.Alpha = T.CreateChecked(2);
        if (bias)
            product.Bias = values;
        Gemm.Run(product);
        product.C = expected;
        PlainMatrixProduct.Run(product);
        Assert.True(expected.Span.SequenceEqual(c.Span), $"{m}x{k} times {k}x{n} of {typeof(T).Name}, transposed: {transposeA}, {transposeB}");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Product_equals_its_plain_twin_for_all_small_sizes(bool transposeA, bool transposeB)
    {
        for (int m = 1; m <= 14; m++)
        {
            foreach (int n in new[] { 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65 })
            {
                foreach (int k in new[] { 0, 1, 2, 3, 8, 9, 17 })
                {
                    Check<float>(m, n, k, transposeA, transposeB, accumulate: (n & 1) == 0, bias: (k & 1) == 0, gap: k & 3);
                    Check<double>(m, n, k, transposeA, transposeB, accumulate: (n & 1) == 1, bias: (k & 1) == 1, gap: k & 3);
                    Check<int>(m, n, k, transposeA, transposeB, accumulate: (n & 1) == 1);
                }
            }
        }
    }

    [Theory]
    [InlineData(64, 120, 400)]
    [InlineData(400, 120, 64)]
    [InlineData(64, 400, 120)]
    [InlineData(64, 10, 84)]
    [InlineData(1, 1000, 2048)]
    [InlineData(1000, 1, 700)]
    [InlineData(97, 2111, 60)]
    [InlineData(200, 100, 601)]
    [InlineData(300, 40, 900)]
    public void Product_equals_its_plain_twin_for_sizes_of_networks(int m, int n, int k)
    {
        for (int kind = 0; kind < 4; kind++)
        {
            Check<float>(m, n, k, (kind & 1) != 0, (kind & 2) != 0, accumulate: kind == 1, bias: kind == 2);
        }
        Check<double>(m, n, k, false, true);
    }

    [Fact]
    public void Result_is_the_same_to_the_last_bit_for_every_number_of_threads()
    {
        var random = new System.Random(5);
        float[] Random(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
        foreach (var (m, n, k) in new[] { (64, 120, 400), (333, 517, 700), (1, 1500, 900), (150, 2300, 64) })
        {
            using var a = new Buffer<float>(Random(m * k));
            using var b = new Buffer<float>(Random(k * n));
            using var c = new Buffer<float>(m * n);
            Workers.Count = 1;
            Gemm.Run(Product<float>.Create(m, n, k, a, b, c));
            var one = c.ToArray();
            for (Workers.Count = 2; Workers.Count <= 3; Workers.Count++)
            {
                c.Span.Clear();
                Gemm.Run(Product<float>.Create(m, n, k, a, b, c));
                Assert.True(c.Span.SequenceEqual(one));
            }
        }
    }

    [Fact]
    public void Epilogue_sees_each_finished_element_once()
    {
        foreach (var (m, n, k) in new[] { (13, 37, 1100), (1, 37, 20), (20, 37, 20) })
        {
            using var a = Whole<float>(m * k, 1);
            using var b = Whole<float>(k * n, 2);
            using var c = new Buffer<float>(m * n);
            using var expected = new Buffer<float>(m * n);
            Gemm.Run<float, AddHundred>(Product<float>.Create(m, n, k, a, b, c));
            PlainMatrixProduct.Run(Product<float>.Create(m, n, k, a, b, expected));
            Assert.Equal(expected.ToArray().Select(x => x + 100), c.ToArray());
        }
    }

    [Theory]
    [InlineData(5, 3, 4, 2)]
    [InlineData(40, 64, 64, 32)]
    public void Batch_computes_every_product(int count, int m, int n, int k)
    {
        using var a = Whole<float>(count * m * k, 1);
        using var b = Whole<float>(k * n, 2);
        using var c = new Buffer<float>(count * m * n);
        using var expected = new Buffer<float>(m * n);
        var starts = Enumerable.Range(0, count).Select(i => (long)i * m * k).ToArray();
        var same = new long[count];
        fixed (long* aOffsets = starts, bOffsets = same)
            Gemm.RunBatch(Product<float>.Create(m, n, k, a, b, c), count, aOffsets, bOffsets, m * n);
        for (int i = 0; i < count; i++)
        {
            PlainMatrixProduct.Run(Product<float>.Create(m, n, k, (float*)a + starts[i], b, expected));
            Assert.True(expected.Span.SequenceEqual(c.Span.Slice(i * m * n, m * n)));
        }
    }

    readonly struct AddHundred : IEpilogue<float>
    {
        public static Vector256<float> Invoke(Vector256<float> sum) => sum + Vector256.Create(100f);
    }
}
