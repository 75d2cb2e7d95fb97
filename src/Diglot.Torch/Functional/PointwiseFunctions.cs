namespace Diglot.Torch.Functional;

/// <summary>Functions of one element, by <c>torch</c>'s names.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/torch.html#pointwise-ops.</remarks>
[Face("torch")]
public static class PointwiseFunctions
{
    /// <summary>|x|.</summary>
    public static Tensor abs(Tensor input) => input.Abs();

    /// <summary>−x.</summary>
    public static Tensor neg(Tensor input) => -input;

    /// <summary>x².</summary>
    public static Tensor square(Tensor input) => input.Square();

    /// <summary>−1, 0 or 1.</summary>
    public static Tensor sign(Tensor input) => input.Sign();

    /// <summary>The largest whole number not above x.</summary>
    public static Tensor floor(Tensor input) => input.Floor();

    /// <summary>The smallest whole number not below x.</summary>
    public static Tensor ceil(Tensor input) => input.Ceil();

    /// <summary>x cut towards zero.</summary>
    public static Tensor trunc(Tensor input) => input.Truncate();

    /// <summary>eˣ.</summary>
    public static Tensor exp(Tensor input) => input.Exp();

    /// <summary>eˣ − 1, exact near 0.</summary>
    public static Tensor expm1(Tensor input) => input.Expm1();

    /// <summary>Natural logarithm.</summary>
    public static Tensor log(Tensor input) => input.Log();

    /// <summary>Logarithm to base 2.</summary>
    public static Tensor log2(Tensor input) => input.Log2();

    /// <summary>Logarithm to base 10.</summary>
    public static Tensor log10(Tensor input) => input.Log10();

    /// <summary>log(1 + x), exact near 0.</summary>
    public static Tensor log1p(Tensor input) => input.Log1p();

    /// <summary>Sine.</summary>
    public static Tensor sin(Tensor input) => input.Sin();

    /// <summary>Cosine.</summary>
    public static Tensor cos(Tensor input) => input.Cos();

    /// <summary>Tangent.</summary>
    public static Tensor tan(Tensor input) => input.Tan();

    /// <summary>Inverse sine.</summary>
    public static Tensor asin(Tensor input) => input.Asin();

    /// <summary>Inverse cosine.</summary>
    public static Tensor acos(Tensor input) => input.Acos();

    /// <summary>Inverse tangent.</summary>
    public static Tensor atan(Tensor input) => input.Atan();

    /// <summary>Hyperbolic sine.</summary>
    public static Tensor sinh(Tensor input) => input.Sinh();

    /// <summary>Hyperbolic cosine.</summary>
    public static Tensor cosh(Tensor input) => input.Cosh();

    /// <summary>Hyperbolic tangent.</summary>
    public static Tensor tanh(Tensor input) => input.Tanh();

    /// <summary>Inverse hyperbolic sine.</summary>
    public static Tensor asinh(Tensor input) => input.Asinh();

    /// <summary>Inverse hyperbolic cosine.</summary>
    public static Tensor acosh(Tensor input) => input.Acosh();

    /// <summary>Inverse hyperbolic tangent.</summary>
    public static Tensor atanh(Tensor input) => input.Atanh();

    /// <summary>The Gauss error function.</summary>
    public static Tensor erf(Tensor input) => input.Erf();

    /// <summary>1 − erf(x).</summary>
    public static Tensor erfc(Tensor input) => input.Erfc();

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Tensor sigmoid(Tensor input) => input.Sigmoid();

    /// <summary>max(x, 0).</summary>
    public static Tensor relu(Tensor input) => input.Relu();

    /// <summary>√x.</summary>
    public static Tensor sqrt(Tensor input) => input.Sqrt();

    /// <summary>1 / √x.</summary>
    public static Tensor rsqrt(Tensor input) => input.Rsqrt();

    /// <summary>1 / x.</summary>
    public static Tensor reciprocal(Tensor input) => input.Reciprocal();

    /// <summary>Where x is not a number.</summary>
    public static Tensor isnan(Tensor input) => input.IsNaN();

    /// <summary>Where x is finite.</summary>
    public static Tensor isfinite(Tensor input) => input.IsFinite();

    /// <summary>x rounded to a number of decimals, halves to even.</summary>
    public static Tensor round(Tensor input, int decimals = 0) => decimals == 0 ? input.Round() : (input * Math.Pow(10, decimals)).Round() / Math.Pow(10, decimals);

    /// <summary>x − trunc(x).</summary>
    public static Tensor frac(Tensor input) => input - input.Truncate();
}
