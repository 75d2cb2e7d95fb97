namespace Diglot.Tensors.Random;

/// <summary>The error function erf(x) = 2/√π ∫₀ˣ e^(−t²) dt and its inverse, in float64, near full precision: what truncated normal draws need.</summary>
public static class ErrorFunction
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>erf(x): the Maclaurin series up to |x| = 3, the continued fraction of the complement beyond.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>A value in [−1, 1].</returns>
    public static double Erf(double x)
    {
        var size = Math.Abs(x);
        return size > 3 ? Math.CopySign(1 - Complement(size), x) : Series(x);
    }

    /// <summary>The x with erf(x) = y: Winitzki's closed approximation, sharpened by Halley's method.</summary>
    /// <param name="y">A value in [−1, 1].</param>
    /// <returns>The inverse; infinite at ±1, not a number outside.</returns>
    public static double Inverse(double y)
    {
        if (Math.Abs(y) >= 1)
        {
            return Math.Abs(y) == 1 ? Math.CopySign(double.PositiveInfinity, y) : double.NaN;
        }

        const double a = 0.147;
        var log = Math.Log((1 - y) * (1 + y));
        var half = (2 / (Math.PI * a)) + (log / 2);
        var x = Math.CopySign(Math.Sqrt(Math.Sqrt((half * half) - (log / a)) - half), y);
        for (var i = 0; i < 3; i++)
        {
            // Near ±1 the complement keeps the digits that 1 − erf would lose.
            var size = Math.Abs(x);
            var error = size > 3 ? Math.Sign(x) * (1 - Math.Abs(y) - Complement(size)) : Series(x) - y;
            var step = error / (TwoOverRootPi * Math.Exp(-x * x));
            x -= step / (1 + (x * step));
        }

        return x;
    }

    private static double Series(double x)
    {
        // erf(x) = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms have one sign, so nothing cancels.
        var term = x;
        var sum = x;
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return TwoOverRootPi * Math.Exp(-x * x) * sum;
    }

    private static double Complement(double x)
    {
        var fraction = 0.0;
        for (var n = 60; n > 0; n--)
        {
            fraction = n / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * (x + fraction));
    }
}
