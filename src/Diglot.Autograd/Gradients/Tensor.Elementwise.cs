using Diglot.Autograd.Tape;
using Diglot.Tensors.Operators;

namespace Diglot.Autograd;

/// <content>Functions of one element, each with its gradient rule in the same line: input x, result y, gradient of the result dy.</content>
public sealed partial class Tensor
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>|x|; gradient 0 at 0.</summary>
    public Tensor Abs() => Record.FromInput("abs", this, Data.Number<Abs>(), static (x, dy) => dy * x.Sign());

    /// <summary>−1, 0 or 1.</summary>
    public Tensor Sign() => Record.Unary("sign", this, Data.Number<Sign>(), 0, static (_, dy) => dy * 0);

    /// <summary>x².</summary>
    public Tensor Square() => Record.FromInput("square", this, Data.Number<Square>(), static (x, dy) => dy * x * 2);

    /// <summary>1 / x.</summary>
    public Tensor Reciprocal() => Record.FromOutput("reciprocal", this, Data.Unary<Reciprocal>(), static (y, dy) => -dy * (y * y));

    /// <summary>√x.</summary>
    public Tensor Sqrt() => Record.FromOutput("sqrt", this, Data.Unary<Sqrt>(), static (y, dy) => dy / (y * 2));

    /// <summary>1 / √x.</summary>
    public Tensor Rsqrt() => Record.FromOutput("rsqrt", this, Data.Unary<Rsqrt>(), static (y, dy) => dy * (y * y * y) * -0.5);

    /// <summary>eˣ.</summary>
    public Tensor Exp() => Record.FromOutput("exp", this, Data.Unary<Exp>(), static (y, dy) => dy * y);

    /// <summary>eˣ − 1, exact near 0.</summary>
    public Tensor Expm1() => Record.FromOutput("expm1", this, Data.Unary<Expm1>(), static (y, dy) => dy * (y + 1));

    /// <summary>Natural logarithm.</summary>
    public Tensor Log() => Record.FromInput("log", this, Data.Unary<Log>(), static (x, dy) => dy / x);

    /// <summary>log(1 + x), exact near 0.</summary>
    public Tensor Log1p() => Record.FromInput("log1p", this, Data.Unary<Log1p>(), static (x, dy) => dy / (x + 1));

    /// <summary>Logarithm to base 2.</summary>
    public Tensor Log2() => Record.FromInput("log2", this, Data.Unary<Log2>(), static (x, dy) => dy / (x * Math.Log(2)));

    /// <summary>Logarithm to base 10.</summary>
    public Tensor Log10() => Record.FromInput("log10", this, Data.Unary<Log10>(), static (x, dy) => dy / (x * Math.Log(10)));

    /// <summary>Sine, of radians.</summary>
    public Tensor Sin() => Record.FromInput("sin", this, Data.Unary<Sin>(), static (x, dy) => dy * x.Cos());

    /// <summary>Cosine, of radians.</summary>
    public Tensor Cos() => Record.FromInput("cos", this, Data.Unary<Cos>(), static (x, dy) => -dy * x.Sin());

    /// <summary>Tangent, of radians.</summary>
    public Tensor Tan() => Record.FromOutput("tan", this, Data.Unary<Tan>(), static (y, dy) => dy * (y * y + 1));

    /// <summary>Inverse sine, in radians.</summary>
    public Tensor Asin() => Record.FromInput("asin", this, Data.Unary<Asin>(), static (x, dy) => dy * (1 - x * x).Rsqrt());

    /// <summary>Inverse cosine, in radians.</summary>
    public Tensor Acos() => Record.FromInput("acos", this, Data.Unary<Acos>(), static (x, dy) => -dy * (1 - x * x).Rsqrt());

    /// <summary>Inverse tangent, in radians.</summary>
    public Tensor Atan() => Record.FromInput("atan", this, Data.Unary<Atan>(), static (x, dy) => dy / (x * x + 1));

    /// <summary>Hyperbolic sine.</summary>
    public Tensor Sinh() => Record.FromInput("sinh", this, Data.Unary<Sinh>(), static (x, dy) => dy * x.Cosh());

    /// <summary>Hyperbolic cosine.</summary>
    public Tensor Cosh() => Record.FromInput("cosh", this, Data.Unary<Cosh>(), static (x, dy) => dy * x.Sinh());

    /// <summary>Hyperbolic tangent.</summary>
    public Tensor Tanh() => Record.FromOutput("tanh", this, Data.Unary<Tanh>(), static (y, dy) => Gradient(static (y, dy) => dy * (1 - y * y), NDArray.Binary<TanhGradient>, y, dy));

    /// <summary>Inverse hyperbolic sine.</summary>
    public Tensor Asinh() => Record.FromInput("asinh", this, Data.Unary<Asinh>(), static (x, dy) => dy * (x * x + 1).Rsqrt());

    /// <summary>Inverse hyperbolic cosine.</summary>
    public Tensor Acosh() => Record.FromInput("acosh", this, Data.Unary<Acosh>(), static (x, dy) => dy * (x * x - 1).Rsqrt());

    /// <summary>Inverse hyperbolic tangent.</summary>
    public Tensor Atanh() => Record.FromInput("atanh", this, Data.Unary<Atanh>(), static (x, dy) => dy / (1 - x * x));

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public Tensor Sigmoid() => Record.FromOutput("sigmoid", this, Data.Unary<Sigmoid>(), static (y, dy) => Gradient(static (y, dy) => dy * y * (1 - y), NDArray.Binary<SigmoidGradient>, y, dy));

    /// <summary>max(x, 0); gradient 0 at 0.</summary>
    public Tensor Relu() => Record.FromOutput("relu", this, Data.Number<Relu>(), static (y, dy) => Gradient(static (y, dy) => dy * y.Greater(0).To(dy.Type), NDArray.Binary<ReluGradient>, y, dy));

    /// <summary>log(1 + eˣ).</summary>
    public Tensor Softplus() => Record.FromInput("softplus", this, Data.Unary<Softplus>(), static (x, dy) => dy * x.Sigmoid());

    /// <summary>The Gauss error function.</summary>
    public Tensor Erf() => Record.FromInput("erf", this, Data.Unary<Erf>(), static (x, dy) => dy * (-(x * x)).Exp() * TwoOverRootPi);

    /// <summary>1 − erf(x), exact for large x.</summary>
    public Tensor Erfc() => Record.FromInput("erfc", this, Data.Unary<Erfc>(), static (x, dy) => dy * (-(x * x)).Exp() * -TwoOverRootPi);

    /// <summary>The largest whole number not above x.</summary>
    public Tensor Floor() => Record.Unary("floor", this, Data.Unary<Floor>(), 0, static (_, dy) => dy * 0);

    /// <summary>The smallest whole number not below x.</summary>
    public Tensor Ceil() => Record.Unary("ceil", this, Data.Unary<Ceil>(), 0, static (_, dy) => dy * 0);

    /// <summary>The nearest whole number, halves to even.</summary>
    public Tensor Round() => Record.Unary("round", this, Data.Unary<Round>(), 0, static (_, dy) => dy * 0);

    /// <summary>Cut towards zero.</summary>
    public Tensor Truncate() => Record.Unary("trunc", this, Data.Unary<Trunc>(), 0, static (_, dy) => dy * 0);

    /// <summary>A rule's fused kernel where the rule itself is not recorded, else the rule in plain operations.</summary>
    private static Tensor Gradient(Func<Tensor, Tensor, Tensor> formula, Func<NDArray, NDArray, NDArray> kernel, Tensor saved, Tensor dy)
        => Record.Wanted(saved, dy) ? formula(saved, dy) : new Tensor(kernel(dy.Data, saved.Data));
}
