using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Kernels.Pooling;
using Diglot.Tensors.Reference;

namespace Diglot.Tensors.Tests.Kernels.Chains;

/// <summary>A chain step by step in float64 with the reference loops: (N, C, H, W) images, OIHW and (out, in) weights.</summary>
internal sealed class PlainChain(IReadOnlyList<ChainStep> steps, int images, int channels, int height, int width)
{
    private readonly List<Action> _backward = [];

    public (int C, int H, int W) Shape { get; private set; } = (channels, height, width);

    public List<double[]> Parameters { get; } = [];

    public List<double[]> Gradients { get; } = [];

    public double[] Dx { get; private set; } = [];

    /// <summary>Runs forward with parameters drawn from <paramref name="random"/>, and backward with the gradient that <paramref name="gradient"/> makes.</summary>
    public double[] Run(double[] x, System.Random random, Func<int, double[]> gradient, bool channelsLast)
    {
        var value = x;
        double[] g = [];
        foreach (var step in steps) { value = Step(step, value, random, channelsLast, () => g, result => g = result); }
        g = (double[])gradient(value.Length).Clone();
        foreach (var action in Enumerable.Reverse(_backward)) { action(); }
        Dx = g;
        return value;
    }

    private double[] Step(ChainStep step, double[] x, System.Random random, bool channelsLast, Func<double[]> get, Action<double[]> set)
    {
        var (c, h, w) = Shape;
        double[] Draw(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => ((random.NextDouble() * 2) - 1) * scale)];
        double[] y;
        switch (step)
        {
            case ConvolutionStep s:
                var conv = new ConvolutionShape(c, h, w, s.OutChannels, s.KernelHeight, s.KernelWidth)
                {
                    StrideHeight = s.StrideHeight, StrideWidth = s.StrideWidth, PadTop = s.PadTop, PadBottom = s.PadBottom, PadLeft = s.PadLeft, PadRight = s.PadRight,
                    DilationHeight = s.DilationHeight, DilationWidth = s.DilationWidth, Groups = s.Groups,
                };
                double[] weights = Draw(s.OutChannels * conv.GroupInChannels * s.KernelHeight * s.KernelWidth, 0.5), bias = Draw(s.OutChannels, 0.5);
                double[] dw = new double[weights.Length], db = new double[bias.Length];
                Parameters.AddRange([weights, bias]);
                Gradients.AddRange([dw, db]);
                y = new double[images * s.OutChannels * conv.OutHeight * conv.OutWidth];
                ConvolutionReference<double>.Forward(conv, images, x, weights, bias, y);
                _backward.Add(() =>
                {
                    var dx = new double[x.Length];
                    ConvolutionReference<double>.Backward(conv, images, x, weights, get(), dx, dw, db);
                    set(dx);
                });
                Shape = (s.OutChannels, conv.OutHeight, conv.OutWidth);
                return y;
            case PoolingStep s:
                var pool = new PoolingShape(s.Kind, c, h, w, s.KernelHeight, s.KernelWidth)
                {
                    StrideHeight = s.StrideHeight, StrideWidth = s.StrideWidth, PadTop = s.PadTop, PadBottom = s.PadBottom, PadLeft = s.PadLeft, PadRight = s.PadRight,
                    DilationHeight = s.DilationHeight, DilationWidth = s.DilationWidth, CeilMode = s.CeilMode, CountIncludePad = s.CountIncludePad, Divisor = s.Divisor,
                };
                y = new double[images * c * pool.OutHeight * pool.OutWidth];
                PoolingReference<double>.Forward(pool, images, x, y);
                _backward.Add(() =>
                {
                    var dx = new double[x.Length];
                    PoolingReference<double>.Backward(pool, images, x, get(), dx);
                    set(dx);
                });
                Shape = (c, pool.OutHeight, pool.OutWidth);
                return y;
            case ActivationStep s:
                y = [.. x.Select(v => Activate(s.Kind, v))];
                _backward.Add(() => set([.. get().Select((d, i) => d * Slope(s.Kind, x[i]))]));
                return y;
            case FlattenStep:
                Shape = (c * h * w, 1, 1);
                if (!channelsLast) { return x; }
                y = Swap(x, c, h * w);
                _backward.Add(() => set(Swap(get(), h * w, c)));
                return y;
            case DenseStep s:
                double[] matrix = Draw(s.Units * c, 0.3), add = Draw(s.Units, 0.5), dm = new double[matrix.Length], da = new double[s.Units];
                Parameters.AddRange([matrix, add]);
                Gradients.AddRange([dm, da]);
                y = new double[images * s.Units];
                for (int n = 0; n < images; n++)
                    for (int o = 0; o < s.Units; o++)
                        y[(n * s.Units) + o] = add[o] + Enumerable.Range(0, c).Sum(i => matrix[(o * c) + i] * x[(n * c) + i]);
                _backward.Add(() =>
                {
                    double[] dy = get(), dx = new double[x.Length];
                    for (int n = 0; n < images; n++)
                        for (int o = 0; o < s.Units; o++)
                        {
                            double d = dy[(n * s.Units) + o];
                            da[o] += d;
                            for (int i = 0; i < c; i++)
                            {
                                dm[(o * c) + i] += d * x[(n * c) + i];
                                dx[(n * c) + i] += d * matrix[(o * c) + i];
                            }
                        }
                    set(dx);
                });
                Shape = (s.Units, 1, 1);
                return y;
            default: throw new InvalidOperationException();
        }
    }

    /// <summary>(N, a, b) to (N, b, a).</summary>
    public double[] Swap(double[] x, int a, int b)
    {
        var y = new double[x.Length];
        for (int n = 0; n < images; n++)
            for (int i = 0; i < a; i++)
                for (int j = 0; j < b; j++) { y[(n * a * b) + (j * a) + i] = x[(n * a * b) + (i * b) + j]; }
        return y;
    }

    private static double Activate(ActivationKind kind, double v) => kind switch
    {
        ActivationKind.Relu => Math.Max(v, 0),
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-v)),
        ActivationKind.Tanh => Math.Tanh(v),
        _ => v,
    };

    private static double Slope(ActivationKind kind, double v) => kind switch
    {
        ActivationKind.Relu => v > 0 ? 1 : 0,
        ActivationKind.Sigmoid => Activate(kind, v) * (1 - Activate(kind, v)),
        ActivationKind.Tanh => 1 - (Math.Tanh(v) * Math.Tanh(v)),
        _ => 1,
    };
}
