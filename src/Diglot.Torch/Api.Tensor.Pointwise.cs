namespace Diglot.Torch;

/// <content>Functions of one element as methods of tensors.</content>
public static partial class Api
{
    extension(Tensor x)
    {
        /// <summary>|x|.</summary>
        public Tensor abs() => x.Abs();

        /// <summary>−x.</summary>
        public Tensor neg() => -x;

        /// <summary>x².</summary>
        public Tensor square() => x.Square();

        /// <summary>−1, 0 or 1.</summary>
        public Tensor sign() => x.Sign();

        /// <summary>The largest whole number not above x.</summary>
        public Tensor floor() => x.Floor();

        /// <summary>The smallest whole number not below x.</summary>
        public Tensor ceil() => x.Ceil();

        /// <summary>x cut towards zero.</summary>
        public Tensor trunc() => x.Truncate();

        /// <summary>eˣ.</summary>
        public Tensor exp() => x.Exp();

        /// <summary>eˣ − 1, exact near 0.</summary>
        public Tensor expm1() => x.Expm1();

        /// <summary>Natural logarithm.</summary>
        public Tensor log() => x.Log();

        /// <summary>Logarithm to base 2.</summary>
        public Tensor log2() => x.Log2();

        /// <summary>Logarithm to base 10.</summary>
        public Tensor log10() => x.Log10();

        /// <summary>log(1 + x), exact near 0.</summary>
        public Tensor log1p() => x.Log1p();

        /// <summary>Sine.</summary>
        public Tensor sin() => x.Sin();

        /// <summary>Cosine.</summary>
        public Tensor cos() => x.Cos();

        /// <summary>Tangent.</summary>
        public Tensor tan() => x.Tan();

        /// <summary>Inverse sine.</summary>
        public Tensor asin() => x.Asin();

        /// <summary>Inverse cosine.</summary>
        public Tensor acos() => x.Acos();

        /// <summary>Inverse tangent.</summary>
        public Tensor atan() => x.Atan();

        /// <summary>Hyperbolic sine.</summary>
        public Tensor sinh() => x.Sinh();

        /// <summary>Hyperbolic cosine.</summary>
        public Tensor cosh() => x.Cosh();

        /// <summary>Hyperbolic tangent.</summary>
        public Tensor tanh() => x.Tanh();

        /// <summary>Inverse hyperbolic sine.</summary>
        public Tensor asinh() => x.Asinh();

        /// <summary>Inverse hyperbolic cosine.</summary>
        public Tensor acosh() => x.Acosh();

        /// <summary>Inverse hyperbolic tangent.</summary>
        public Tensor atanh() => x.Atanh();

        /// <summary>The Gauss error function.</summary>
        public Tensor erf() => x.Erf();

        /// <summary>1 − erf(x).</summary>
        public Tensor erfc() => x.Erfc();

        /// <summary>1 / (1 + e⁻ˣ).</summary>
        public Tensor sigmoid() => x.Sigmoid();

        /// <summary>max(x, 0).</summary>
        public Tensor relu() => x.Relu();

        /// <summary>√x.</summary>
        public Tensor sqrt() => x.Sqrt();

        /// <summary>1 / √x.</summary>
        public Tensor rsqrt() => x.Rsqrt();

        /// <summary>1 / x.</summary>
        public Tensor reciprocal() => x.Reciprocal();

        /// <summary>Where x is not a number.</summary>
        public Tensor isnan() => x.IsNaN();

        /// <summary>Where x is finite.</summary>
        public Tensor isfinite() => x.IsFinite();

        /// <summary>x rounded to a number of decimals, halves to even.</summary>
        public Tensor round(int decimals = 0) => torch.round(x, decimals);

        /// <summary>x limited to [min, max].</summary>
        public Tensor clamp(double? min = null, double? max = null) => x.Clamp(min, max);

        /// <summary>x to a power.</summary>
        public Tensor pow(Scalar exponent) => x.Power(exponent);

        /// <summary>x to a power, element by element.</summary>
        public Tensor pow(Tensor exponent) => Tensor.Power(x, exponent);
    }
}
