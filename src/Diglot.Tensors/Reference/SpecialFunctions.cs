namespace Diglot.Tensors.Reference;

/// <summary>Functions that .NET's Math lacks, in plain double precision: the twins of the vector functions.</summary>
internal static class SpecialFunctions
{
    /// <summary>eˣ − 1: the Taylor series near 0.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5 || double.IsNaN(x))
            return Math.Exp(x) - 1;
        double term = x, sum = x;
        for (int n = 2; n < 30; n++)
            sum += term *= x / n;
        return sum;
    }

    /// <summary>ln(1 + x): 2·artanh(x / (2 + x)) by its series near 0.</summary>
    public static double Log1p(double x)
    {
        if (Math.Abs(x) > 0.3 || double.IsNaN(x))
            return Math.Log(1 + x);
        double ratio = x / (2 + x), square = ratio * ratio, power = ratio, sum = 0;
        for (int n = 1; n < 40; n += 2, power *= square)
            sum += power / n;
        return x == 0 ? x : 2 * sum;
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(1 + eˣ).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>x·Φ(x).</summary>
    public static double Gelu(double x) => x * 0.5 * ErrorFunction.Erfc(-x / Math.Sqrt(2));
}
