namespace Diglot.Tensors.Reference;

/// <summary>erf, erfc and the inverse of erf in plain double arithmetic: a series of positive terms near 0, a continued fraction in the tail (Abramowitz and Stegun 7.1.6 and 7.1.14).</summary>
internal static class ErrorFunction
{
    private const double TwoOverRootPi = 1.1283791670955126;
    private const double OneOverRootPi = 0.5641895835477563;
    private const double SeriesEnd = 2.5;

    public static double Erf(double x)
        => double.IsNaN(x) ? x : Math.Abs(x) < SeriesEnd ? Series(x) : Math.CopySign(1 - Tail(Math.Abs(x)), x);

    public static double Erfc(double x)
        => double.IsNaN(x) ? x : x < 0.5 ? 1 - Erf(x) : x < SeriesEnd ? 1 - Series(x) : Tail(x);

    /// <summary>The x with erf(x) = y: Winitzki's closed approximation, sharpened by Halley's method; infinite at ±1, not a number outside.</summary>
    public static double Inverse(double y)
    {
        if (Math.Abs(y) >= 1)
        {
            return Math.Abs(y) == 1 ? Math.CopySign(double.PositiveInfinity, y) : double.NaN;
        }

        const double A = 0.147;
        var log = Math.Log((1 - y) * (1 + y));
        var half = (2 / (Math.PI * A)) + (log / 2);
        var x = Math.CopySign(Math.Sqrt(Math.Sqrt((half * half) - (log / A)) - half), y);
        for (var i = 0; i < 3; i++)
        {
            // Near ±1 the complement keeps the digits that 1 − erf would lose.
            var size = Math.Abs(x);
            var error = size > SeriesEnd ? Math.Sign(x) * (1 - Math.Abs(y) - Tail(size)) : Series(x) - y;
            var step = error / (TwoOverRootPi * Math.Exp(-x * x));
            x -= step / (1 + (x * step));
        }

        return x;
    }

    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return TwoOverRootPi * Math.Exp(-x * x) * sum;
    }

    /// <summary>erfc for large positive x.</summary>
    private static double Tail(double x)
    {
        if (x > 27.3)
        {
            return 0;
        }

        var fraction = x;
        for (var k = 60; k >= 1; k--)
        {
            fraction = x + (k / 2.0 / fraction);
        }

        return OneOverRootPi * Math.Exp(-x * x) / fraction;
    }
}
