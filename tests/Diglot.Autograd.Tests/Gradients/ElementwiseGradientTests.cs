using Diglot.Tensors;
using Xunit;

namespace Diglot.Autograd.Tests.Gradients;

public sealed class ElementwiseGradientTests
{
    private static readonly NDArray Anywhere = NDArray.From([-1.7, -0.6, 0.31, 0.9, 1.4, 2.3], new[] { 2, 3 });
    private static readonly NDArray Positive = NDArray.From([0.2, 0.7, 1.1, 1.9, 2.4, 3.3], new[] { 2, 3 });
    private static readonly NDArray Inside = NDArray.From([-0.8, -0.4, -0.1, 0.2, 0.5, 0.9], new[] { 2, 3 });
    private static readonly NDArray AboveOne = NDArray.From([1.2, 1.7, 2.1, 2.9, 3.4, 4.3], new[] { 2, 3 });

    public static TheoryData<string, NDArray, Func<Tensor, Tensor>> Functions => new()
    {
        { "abs", Anywhere, x => x.Abs() }, { "square", Anywhere, x => x.Square() }, { "reciprocal", Positive, x => x.Reciprocal() },
        { "sqrt", Positive, x => x.Sqrt() }, { "rsqrt", Positive, x => x.Rsqrt() }, { "exp", Anywhere, x => x.Exp() },
        { "expm1", Anywhere, x => x.Expm1() }, { "log", Positive, x => x.Log() }, { "log1p", Positive, x => x.Log1p() },
        { "log2", Positive, x => x.Log2() }, { "log10", Positive, x => x.Log10() }, { "sin", Anywhere, x => x.Sin() },
        { "cos", Anywhere, x => x.Cos() }, { "tan", Inside, x => x.Tan() }, { "asin", Inside, x => x.Asin() },
        { "acos", Inside, x => x.Acos() }, { "atan", Anywhere, x => x.Atan() }, { "sinh", Anywhere, x => x.Sinh() },
        { "cosh", Anywhere, x => x.Cosh() }, { "tanh", Anywhere, x => x.Tanh() }, { "asinh", Anywhere, x => x.Asinh() },
        { "acosh", AboveOne, x => x.Acosh() }, { "atanh", Inside, x => x.Atanh() }, { "sigmoid", Anywhere, x => x.Sigmoid() },
        { "relu", Anywhere, x => x.Relu() }, { "softplus", Anywhere, x => x.Softplus() }, { "erf", Anywhere, x => x.Erf() },
        { "erfc", Anywhere, x => x.Erfc() }, { "power", Positive, x => x.Power(2.5) }, { "clamp", Anywhere, x => x.Clamp(-1, 1) },
        { "softmax", Anywhere, x => x.Softmax() }, { "log_softmax", Anywhere, x => x.LogSoftmax(0) }, { "sum", Anywhere, x => x.Sum(0) },
        { "mean", Anywhere, x => x.Mean() }, { "max", Anywhere, x => x.Max([1]) }, { "min", Anywhere, x => x.Min([0]) },
        { "logsumexp", Anywhere, x => x.LogSumExp([1]) }, { "cumsum", Anywhere, x => x.CumulativeSum(1) }, { "prod", Anywhere, x => x.Product(1) },
        { "variance", Anywhere, x => x.Variance([1], correction: 1) }, { "reshape", Anywhere, x => x.Reshape(3, -1) }, { "permute", Anywhere, x => x.Permute(1, 0) },
        { "slice", Anywhere, x => x.Slice(1, 0, 2) }, { "select", Anywhere, x => x.Select(1, -1) }, { "flip", Anywhere, x => x.Flip(1) },
        { "diagonal", Anywhere, x => x.Diagonal() }, { "expand", Anywhere, x => x.ExpandDims(1).BroadcastTo(new[] { 2, 4, 3 }) },
        { "scalar arithmetic", Positive, x => (2 - x) / 3 + (4 / x) - (x % 0.75) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Rule_agrees_with_differences_when_checked(string name, NDArray x, Func<Tensor, Tensor> function)
    {
        Assert.NotEmpty(name);
        GradientCheck.Run(inputs => function(inputs[0]), x);
    }

    [Fact]
    public void Binary_rules_agree_with_differences_when_operands_broadcast()
    {
        var row = NDArray.From([0.4, 1.3, 2.2]);
        foreach (var function in new Func<Tensor, Tensor, Tensor>[]
        {
            (a, b) => a + b, (a, b) => a - b, (a, b) => a * b, (a, b) => a / b, Tensor.Power, Tensor.Maximum, Tensor.Minimum, Tensor.Atan2,
            (a, b) => a % b, (a, b) => Tensor.Where(a.Greater(b), a, b), (a, b) => Tensor.MatMul(a, b),
        })
        {
            GradientCheck.Run(inputs => function(inputs[0], inputs[1]), Positive, row);
        }
    }

    [Fact]
    public void Gradient_of_gradient_agrees_with_mathematics_when_graph_is_created()
    {
        var x = Tensor.From([0.5, 1.5]);
        x.RequiresGrad = true;
        var first = (x.Sigmoid() * x.Power(3)).Sum().Gradients([x], createGraph: true)[0]!;
        first.Sum().Backward();
        foreach (var (value, second) in x.ToArray<double>().Zip(x.Grad!.ToArray<double>()))
        {
            var s = 1 / (1 + Math.Exp(-value));
            var (s1, s2) = (s * (1 - s), s * (1 - s) * (1 - (2 * s)));
            Assert.Equal((s2 * value * value * value) + (2 * s1 * 3 * value * value) + (s * 6 * value), second, 1e-9);
        }
    }
}
