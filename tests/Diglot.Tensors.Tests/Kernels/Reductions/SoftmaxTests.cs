using Xunit;

namespace Diglot.Tensors.Tests.Kernels.Reductions;

public sealed class SoftmaxTests
{
    static double[] Values(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 10)];
    }

    [Fact]
    public void Softmax_and_its_logarithm_equal_their_definitions_at_every_length()
    {
        for (int length = 1; length <= 100; length++)
        {
            var x = Values(2 * length, length);
            var single = NDArray.From(x.Select(v => (float)v).ToArray(), [2, length]);
            var (soft, log) = (single.Softmax().ToArray<float>(), single.LogSoftmax().ToArray<float>());
            for (int row = 0; row < 2; row++)
            {
                double sum = x.Skip(row * length).Take(length).Sum(v => Math.Exp((float)v));
                for (int i = row * length; i < (row + 1) * length; i++)
                {
                    double expected = Math.Exp((float)x[i]) / sum;
                    Assert.Equal(expected, soft[i], 1e-6 * expected);
                    Assert.Equal(Math.Log(expected), log[i], 3e-6);
                }
            }
        }
    }

    [Fact]
    public void Softmax_does_not_overflow_and_shares_out_a_tie()
    {
        Assert.Equal([0.5f, 0.5f, 0f], NDArray.From(new[] { 1e30f, 1e30f, -1e30f }).Softmax().ToArray<float>());
        Assert.Equal([0.25, 0.25, 0.25, 0.25], NDArray.From(new[] { -800.0, -800, -800, -800 }).Softmax().ToArray<double>());
        Assert.Equal([0f, 1f], NDArray.From(new[] { float.NegativeInfinity, 3f }).Softmax().ToArray<float>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_equal_difference_quotients_along_every_axis(int axis)
    {
        int[] shape = [3, 4, 5];
        var (x, dy) = (Values(60, 1), Values(60, 2));
        var weights = NDArray.From(dy, shape);
        var soft = NDArray.SoftmaxGradient(NDArray.From(x, shape).Softmax(axis), weights, axis).ToArray<double>();
        var log = NDArray.LogSoftmaxGradient(NDArray.From(x, shape).LogSoftmax(axis), weights, axis).ToArray<double>();
        const double step = 1e-5;
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(Slope(a => a.Softmax(axis)), soft[i], 1e-8);
            Assert.Equal(Slope(a => a.LogSoftmax(axis)), log[i], 1e-8);

            double Slope(Func<NDArray, NDArray> function) => (Weighted(function, step) - Weighted(function, -step)) / (2 * step);

            double Weighted(Func<NDArray, NDArray> function, double move)
            {
                var moved = (double[])x.Clone();
                moved[i] += move;
                return function(NDArray.From(moved, shape)).ToArray<double>().Zip(dy, (a, b) => a * b).Sum();
            }
        }
    }
}
