using Diglot.Tensors;
using Xunit;

namespace Diglot.Autograd.Tests.Gradients;

/// <summary>Compares a rule with central differences, in float64.</summary>
internal static class GradientCheck
{
    /// <summary>Checks the gradient of Σ f(inputs)·w for a fixed random w with respect to every input.</summary>
    public static void Run(Func<Tensor[], Tensor> function, params NDArray[] inputs)
    {
        var leaves = inputs.Select(x => new Tensor(x.To(DType.Float64).Copy(), requiresGrad: true)).ToArray();
        var output = function(leaves);
        var weights = Tensor.From(Enumerable.Range(0, (int)output.Length).Select(i => Math.Sin((i * 0.7) + 1)).ToArray(), output.Shape);
        output.Backward(weights);
        foreach (var leaf in leaves)
        {
            Assert.NotNull(leaf.Grad);
            Assert.Equal(leaf.Shape, leaf.Grad.Shape);
            var analytic = leaf.Grad.ToArray<double>();
            var values = leaf.Data.AsSpan<double>();
            for (var i = 0; i < analytic.Length; i++)
            {
                const double Step = 1e-6;
                var original = values[i];
                values[i] = original + Step;
                var above = Value();
                values[i] = original - Step;
                var below = Value();
                values[i] = original;
                var numeric = (above - below) / (2 * Step);
                Assert.True(Math.Abs(numeric - analytic[i]) <= 1e-6 + (1e-5 * Math.Abs(numeric)), $"element {i}: rule {analytic[i]:R}, difference quotient {numeric:R}");
            }
        }

        double Value()
        {
            using (Tape.GradientMode.Disable())
            {
                return (function(leaves) * weights).Sum().Item<double>();
            }
        }
    }
}
