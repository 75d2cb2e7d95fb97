namespace Diglot.Tensors.Random;

/// <summary>
/// Gamma and beta samples from a source of uniforms, of exponential and of normal samples: G. Marsaglia and W. W. Tsang (ACM TOMS 26, 2000) from
/// a shape of 1 on, J. H. Ahrens and U. Dieter (Computing 12, 1974) below, M. D. Jöhnk (1964) for beta with small shapes. NumPy's two generators
/// run the same algorithm on different sources.
/// </summary>
internal readonly struct GammaSampler(Func<double> uniform, Func<double> exponential, Func<double> normal)
{
    private readonly Func<double> _uniform = uniform;
    private readonly Func<double> _exponential = exponential;
    private readonly Func<double> _normal = normal;

    public double Gamma(double shape)
    {
        if (shape == 1)
        {
            return _exponential();
        }

        if (shape == 0)
        {
            return 0;
        }

        return shape < 1 ? Small(shape) : Large(shape);
    }

    public double Beta(double a, double b)
    {
        if (a > 1 || b > 1)
        {
            var first = Gamma(a);
            return first / (first + Gamma(b));
        }

        while (true)
        {
            var (u, v) = (_uniform(), _uniform());
            var (x, y) = (Math.Pow(u, 1 / a), Math.Pow(v, 1 / b));
            if (x + y is <= 1 and > 0)
            {
                return x / (x + y);
            }
        }
    }

    private double Small(double shape)
    {
        while (true)
        {
            var (u, v) = (_uniform(), _exponential());
            if (u <= 1 - shape)
            {
                var x = Math.Pow(u, 1 / shape);
                if (x <= v)
                {
                    return x;
                }
            }
            else
            {
                var y = -Math.Log((1 - u) / shape);
                var x = Math.Pow(1 - shape + (shape * y), 1 / shape);
                if (x <= v + y)
                {
                    return x;
                }
            }
        }
    }

    private double Large(double shape)
    {
        var b = shape - (1.0 / 3.0);
        var c = 1 / Math.Sqrt(9 * b);
        while (true)
        {
            double x, v;
            do
            {
                x = _normal();
                v = 1 + (c * x);
            }
            while (v <= 0);

            v = v * v * v;
            var u = _uniform();
            if (u < 1 - (0.0331 * (x * x) * (x * x)) || Math.Log(u) < (0.5 * x * x) + (b * (1 - v + Math.Log(v))))
            {
                return b * v;
            }
        }
    }
}
