using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;
using Diglot.Tensors.Reference;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels.VectorMath;

public sealed class VectorMathTests
{
    public delegate Vector256<float> Single(Vector256<float> x);

    public delegate Vector256<double> Double(Vector256<double> x);

    static readonly float[] special =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.17549435e-38f, 1e-20f, -1e-20f, 0.5f, -0.5f, 0.625f, -0.625f, 2f, -2f,
        10f, -10f, 88.72283f, 88.7229f, 89f, -87.33f, -87.4f, -103.9f, -104f, -110f, 1e10f, -1e10f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Theory]
    [InlineData("exp", 1.0, 105)]
    [InlineData("expm1", 2.0, 90)]
    [InlineData("log", 1.0, 100)]
    [InlineData("log1p", 2.0, 100)]
    [InlineData("sigmoid", 2.0, 105)]
    [InlineData("tanh", 2.0, 12)]
    [InlineData("erf", 2.0, 5)]
    [InlineData("erfc", 6.0, 9.1)]
    [InlineData("log2", 2.0, 100)]
    public void Single_precision_function_is_close_to_the_true_value_for_all_kinds_of_input(string name, double allowed, double range)
    {
        var (function, truth) = Function(name);
        var random = new System.Random(1);
        double worst = 0;
        float worstAt = 0;
        void Check(float x)
        {
            double distance = Ulp.Distance(function(Vector256.Create(x))[3], truth(x));
            if (distance > worst)
                (worst, worstAt) = (distance, x);
        }
        foreach (float x in special)
            Check(x);
        for (int i = 0; i < 60_000; i++)
        {
            Check((float)((random.NextDouble() - 0.5) * 2 * range));
            Check((float)((random.NextDouble() - 0.5) * 4));
            Check(MathF.CopySign(MathF.Exp((float)(random.NextDouble() * -80)), random.Next(2) - 1));
        }
        Assert.True(worst <= allowed, $"{name}({worstAt:R}) is {worst:F2} ulp off: {function(Vector256.Create(worstAt))[0]:R} instead of {(float)truth(worstAt):R}.");
    }

    [Theory]
    [InlineData("expm1", 6)]
    [InlineData("log1p", 4)]
    [InlineData("sigmoid", 4)]
    [InlineData("erf", 16)]
    [InlineData("exp", 2)]
    [InlineData("log", 2)]
    public void Double_precision_function_is_close_to_its_plain_twin(string name, double allowed)
    {
        Double function = name switch
        {
            "expm1" => VectorExpm1.Invoke, "log1p" => VectorLog1p.Invoke, "sigmoid" => VectorSigmoid.Invoke, "erf" => VectorErf.Invoke,
            "exp" => VectorExp.Invoke, _ => VectorLog.Invoke,
        };
        var truth = Function(name).Truth;
        var random = new System.Random(2);
        foreach (float x in special)
            Check(x);
        for (int i = 0; i < 20_000; i++)
        {
            Check((random.NextDouble() - 0.5) * 6);
            Check(Math.Exp(-30 * random.NextDouble()));
        }
        void Check(double x) => Assert.True(
            Ulp.Distance(function(Vector256.Create(x))[0], truth(x)) <= allowed, $"{name}({x:R}): {function(Vector256.Create(x))[0]:R} instead of {truth(x):R}");
    }

    [Fact]
    public void Double_precision_erfc_is_relatively_close_to_its_plain_twin_in_the_tail()
    {
        for (double x = -6; x < 26; x += 0.01)
        {
            // The twin subtracts from 1 up to 2.5, which costs it digits there.
            double ratio = VectorErfc.Invoke(Vector256.Create(x))[0] / ErrorFunction.Erfc(x);
            Assert.True(Math.Abs(ratio - 1) < (x is > 0.4 and < 2.6 ? 2e-11 : 2e-13 + (x * x * 3e-15)), $"erfc({x:R}) is off by the factor {ratio:R}");
        }
    }

    static (Single Function, Func<double, double> Truth) Function(string name) => name switch
    {
        "exp" => (VectorExp.Invoke, Math.Exp),
        "expm1" => (VectorExpm1.Invoke, SpecialFunctions.Expm1),
        "log" => (VectorLog.Invoke, Math.Log),
        "log1p" => (VectorLog1p.Invoke, SpecialFunctions.Log1p),
        "sigmoid" => (VectorSigmoid.Invoke, SpecialFunctions.Sigmoid),
        "tanh" => (VectorTanh.Invoke, Math.Tanh),
        "erf" => (VectorErf.Invoke, ErrorFunction.Erf),
        "erfc" => (VectorErfc.Invoke, ErrorFunction.Erfc),
        "log2" => (VectorLog2.Invoke, Math.Log2),
        _ => throw new ArgumentException(name),
    };
}
