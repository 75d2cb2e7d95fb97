namespace Diglot.Tensors.Random;

/// <summary>
/// One binomial count from a source of uniforms in [0, 1), as NumPy draws it: by inversion where n·min(p, 1 − p) is at most 30, else by the
/// algorithm BTPE (V. Kachitvichyanukul and B. W. Schmeiser, Communications of the ACM 31, 1988).
/// </summary>
internal static class BinomialSampler
{
    public static long Next(Func<double> uniform, long trials, double p)
    {
        if (trials == 0 || p == 0)
        {
            return 0;
        }

        var rare = p <= 0.5 ? p : 1.0 - p;
        var count = rare * trials <= 30.0 ? ByInversion(uniform, trials, rare) : ByRejection(uniform, trials, rare);
        return p <= 0.5 ? count : trials - count;
    }

    private static long ByInversion(Func<double> uniform, long n, double p)
    {
        var q = 1.0 - p;
        var none = Math.Exp(n * Math.Log(q));
        var bound = (long)Math.Min(n, (n * p) + (10.0 * Math.Sqrt((n * p * q) + 1)));
        long count = 0;
        var probability = none;
        var u = uniform();
        while (u > probability)
        {
            count++;
            if (count > bound)
            {
                (count, probability, u) = (0, none, uniform());
            }
            else
            {
                u -= probability;
                probability = (n - count + 1) * p * probability / (count * q);
            }
        }

        return count;
    }

    // Names as in the paper: a triangle, two parallelograms and two exponential tails cover the distribution.
    private static long ByRejection(Func<double> uniform, long n, double r)
    {
        var q = 1.0 - r;
        var fm = (n * r) + r;
        var m = (long)Math.Floor(fm);
        var nrq = n * r * q;
        var p1 = Math.Floor((2.195 * Math.Sqrt(nrq)) - (4.6 * q)) + 0.5;
        var xm = m + 0.5;
        var (xl, xr) = (xm - p1, xm + p1);
        var c = 0.134 + (20.5 / (15.3 + m));
        var al = (fm - xl) / (fm - (xl * r));
        var laml = al * (1.0 + (al / 2.0));
        var ar = (xr - fm) / (xr * q);
        var lamr = ar * (1.0 + (ar / 2.0));
        var p2 = p1 * (1.0 + (2.0 * c));
        var p3 = p2 + (c / laml);
        var p4 = p3 + (c / lamr);
        while (true)
        {
            var u = uniform() * p4;
            var v = uniform();
            long y;
            if (u <= p1)
            {
                return (long)Math.Floor(xm - (p1 * v) + u);
            }

            if (u <= p2)
            {
                var x = xl + ((u - p1) / c);
                v = (v * c) + 1.0 - (Math.Abs(m - x + 0.5) / p1);
                y = (long)Math.Floor(x);
                if (v > 1.0)
                {
                    continue;
                }
            }
            else if (u <= p3)
            {
                y = (long)Math.Floor(xl + (Math.Log(v) / laml));
                if (y < 0 || v == 0)
                {
                    continue;
                }

                v *= (u - p2) * laml;
            }
            else
            {
                y = (long)Math.Floor(xr - (Math.Log(v) / lamr));
                if (y > n || v == 0)
                {
                    continue;
                }

                v *= (u - p3) * lamr;
            }

            if (Accept(y, v, n, m, r, q, xm, nrq))
            {
                return y;
            }
        }
    }

    private static bool Accept(long y, double v, long n, long m, double r, double q, double xm, double nrq)
    {
        var k = Math.Abs(y - m);
        if (k <= 20 || k >= (nrq / 2.0) - 1)
        {
            var s = r / q;
            var a = s * (n + 1);
            var f = 1.0;
            for (var i = Math.Min(m, y) + 1; i <= Math.Max(m, y); i++)
            {
                f = m < y ? f * ((a / i) - s) : f / ((a / i) - s);
            }

            return v <= f;
        }

        var rho = k / nrq * ((((k * ((k / 3.0) + 0.625)) + 0.16666666666666666) / nrq) + 0.5);
        var t = -k * k / (2 * nrq);
        var log = Math.Log(v);
        if (log < t - rho)
        {
            return true;
        }

        if (log > t + rho)
        {
            return false;
        }

        double x1 = y + 1, f1 = m + 1, z = n + 1 - m, w = n - y + 1;
        return log <= (xm * Math.Log(f1 / x1)) + ((n - m + 0.5) * Math.Log(z / w)) + ((y - m) * Math.Log(w * r / (x1 * q)))
            + Stirling(f1) + Stirling(z) + Stirling(x1) + Stirling(w);
    }

    private static double Stirling(double x)
    {
        var square = x * x;
        return (13680.0 - ((462.0 - ((132.0 - ((99.0 - (140.0 / square)) / square)) / square)) / square)) / x / 166320.0;
    }
}
