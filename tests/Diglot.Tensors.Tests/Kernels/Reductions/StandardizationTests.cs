using Diglot.Tensors.Kernels.Reductions;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels.Reductions;

public sealed unsafe class StandardizationTests
{
    static double[] Values(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 4) + 10)];
    }

    static double[] Standardized(double[] row, double epsilon)
    {
        double mean = row.Average(), variance = row.Average(x => (x - mean) * (x - mean));
        return [.. row.Select(x => (x - mean) / Math.Sqrt(variance + epsilon))];
    }

    [Fact]
    public void Rows_get_mean_0_and_variance_1_at_every_length()
    {
        for (int length = 1; length <= 256; length++)
        {
            var values = Values(2 * length, length);
            using var x = new Buffer<float>(values.Select(v => (float)v));
            using var y = new Buffer<float>(2 * length);
            using var mean = new Buffer<float>(2);
            using var scale = new Buffer<float>(2);
            Standardization.Run<float>(x, y, mean, scale, 2, length, 1e-5f);
            for (int row = 0; row < 2; row++)
            {
                var exact = x.ToArray().Skip(row * length).Take(length).Select(v => (double)v).ToArray();
                Assert.Equal(exact.Average(), mean.Span[row], 6e-6);
                var expected = Standardized(exact, 1e-5);
                // A rounding of the mean (near 12) is divided by a deviation of about 1, or of √ε where the row has one element.
                for (int i = 0; i < length; i++)
                    Assert.Equal(expected[i], y.Span[(row * length) + i], length < 3 ? 1e-3 : 2e-5);
            }
        }
    }

    [Fact]
    public void Gradient_equals_difference_quotients()
    {
        const int length = 13;
        const double step = 1e-6, epsilon = 1e-3;
        var (values, weights) = (Values(length, 1), Values(length, 2));
        using var x = new Buffer<double>(values);
        using var y = new Buffer<double>(length);
        using var dy = new Buffer<double>(weights);
        using var dx = new Buffer<double>(length);
        double mean, scale;
        Standardization.Run<double>(x, y, &mean, &scale, 1, length, epsilon);
        Standardization.Gradient<double>(y, &scale, dy, dx, 1, length);
        for (int i = 0; i < length; i++)
        {
            double Weighted(double move)
            {
                var moved = (double[])values.Clone();
                moved[i] += move;
                return Standardized(moved, epsilon).Zip(weights, (a, b) => a * b).Sum();
            }

            Assert.Equal((Weighted(step) - Weighted(-step)) / (2 * step), dx.Span[i], 1e-7);
        }
    }
}
