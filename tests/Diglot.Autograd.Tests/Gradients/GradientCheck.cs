using Diglot.Tensors;
using Xunit;

namespace Diglot.Autograd.Tests.Gradients;

/// <summary>Compares a rule, and the rule's own gradient, with central differences, in float64.</summary>
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
            Compare("first", leaf.Grad, leaf, () => (function(leaves) * weights).Sum().Item<double>());
        }

        // The square makes the incoming gradient depend on the inputs too, so that a rule which forgets where it came from is found out.
        Tensor Squared() => (function(leaves).Square() * weights).Sum();
        var second = Turned(Squared().Gradients(leaves, createGraph: true)).Gradients(leaves);
        foreach (var (leaf, gradient) in leaves.Zip(second))
        {
            Compare("second", gradient ?? Tensor.Zeros(leaf.Shape, DType.Float64), leaf, () =>
            {
                using (Tape.GradientMode.Enable())
                {
                    return Turned(Squared().Gradients(leaves)).Item<double>();
                }
            });
        }
    }

    /// <summary>Another fixed combination of all first gradients' elements.</summary>
    private static Tensor Turned(Tensor?[] gradients) => gradients
        .Select(gradient => (gradient! * Tensor.From(Enumerable.Range(0, (int)gradient!.Length).Select(i => Math.Cos((i * 0.9) + 0.3)).ToArray(), gradient.Shape)).Sum())
        .Aggregate((a, b) => a + b);

    private static void Compare(string which, Tensor rule, Tensor leaf, Func<double> function)
    {
        Assert.Equal(leaf.Shape, rule.Shape);
        var analytic = rule.ToArray<double>();
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
            Assert.True(Math.Abs(numeric - analytic[i]) <= 1e-6 + (1e-5 * Math.Abs(numeric)), $"{which} gradient, element {i}: rule {analytic[i]:R}, difference quotient {numeric:R}");
        }

        double Value()
        {
            using (Tape.GradientMode.Disable())
            {
                return function();
            }
        }
    }
}
