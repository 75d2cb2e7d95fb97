namespace Diglot.Tensors.Random;

/// <summary>
/// One Poisson count from a source of uniforms in [0, 1), as PyTorch and NumPy both draw it: below a rate of 10 by multiplying uniforms until
/// the product falls under e^−λ (Knuth), from there on by W. Hörmann's transformed rejection (Insurance: Mathematics and Economics 12, 1993).
/// </summary>
internal static class PoissonSampler
{
    public static long Next(Func<double> uniform, double rate)
    {
        if (rate == 0)
        {
            return 0;
        }

        return rate < 10 ? ByProducts(uniform, rate) : ByRejection(uniform, rate);
    }

    private static long ByProducts(Func<double> uniform, double rate)
    {
        var limit = Math.Exp(-rate);
        long count = 0;
        for (var product = uniform(); product > limit; product *= uniform())
        {
            count++;
        }

        return count;
    }

    private static long ByRejection(Func<double> uniform, double rate)
    {
        var logRate = Math.Log(rate);
        var b = 0.931 + (2.53 * Math.Sqrt(rate));
        var a = -0.059 + (0.02483 * b);
        var inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        var vr = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            var u = uniform() - 0.5;
            var v = uniform();
            var us = 0.5 - Math.Abs(u);
            var k = (long)Math.Floor((((2 * a / us) + b) * u) + rate + 0.43);
            if (us >= 0.07 && v <= vr)
            {
                return k;
            }

            if (k < 0 || (us < 0.013 && v > us))
            {
                continue;
            }

            if (Math.Log(v) + Math.Log(inverseAlpha) - Math.Log((a / (us * us)) + b) <= -rate + (k * logRate) - LogFactorial(k))
            {
                return k;
            }
        }
    }

    // ln k! by Stirling's series from 8 on; smaller values by adding logarithms.
    private static double LogFactorial(long k)
    {
        double sum = 0;
        double x = k + 1;
        for (; x < 8; x++)
        {
            sum -= Math.Log(x);
        }

        var inverse = 1 / (x * x);
        var series = ((((((-1.0 / 1680 * inverse) + (1.0 / 1260)) * inverse) - (1.0 / 360)) * inverse) + (1.0 / 12)) / x;
        return sum + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series;
    }
}
