using System.Numerics;
using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Pooling;
using Diglot.Tensors.Tests.Kernels.Convolution;
using Diglot.Tensors.Threading;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels.Chains;

public sealed unsafe class ChainPlanTests
{
    private static ConvolutionStep Conv(int channels, int kernel, int pad = 0, int stride = 1, int groups = 1) =>
        new(channels, kernel, kernel) { PadTop = pad, PadBottom = pad, PadLeft = pad, PadRight = pad, StrideHeight = stride, StrideWidth = stride, Groups = groups };

    private static PoolingStep Pool(PoolingKind kind, int size, int stride = 0, int pad = 0, bool ceil = false, bool count = true) =>
        new(kind, size, size)
        {
            StrideHeight = stride == 0 ? size : stride, StrideWidth = stride == 0 ? size : stride,
            PadTop = pad, PadBottom = pad, PadLeft = pad, PadRight = pad, CeilMode = ceil, CountIncludePad = count,
        };

    private static ActivationStep Act(ActivationKind kind) => new(kind);

    private static readonly Dictionary<string, (ChainStep[] Steps, int C, int H, int W)> Chains = new()
    {
        ["lenet"] = ([Conv(6, 5, 2), Act(ActivationKind.Sigmoid), Pool(PoolingKind.Average, 2), Conv(16, 5), Act(ActivationKind.Sigmoid), Pool(PoolingKind.Average, 2), new FlattenStep(),
            new DenseStep(120), Act(ActivationKind.Sigmoid), new DenseStep(84), Act(ActivationKind.Sigmoid), new DenseStep(10)], 1, 28, 28),
        ["relu and max pooling, odd sizes"] = ([Conv(5, 3, 1), Act(ActivationKind.Relu), Pool(PoolingKind.Max, 2), Conv(7, 3), Act(ActivationKind.Tanh), Pool(PoolingKind.Max, 2), new FlattenStep(),
            new DenseStep(13), Act(ActivationKind.Relu), new DenseStep(3)], 2, 15, 13),
        ["overlapping pooling with padding"] = ([Conv(4, 3), Act(ActivationKind.Tanh), Pool(PoolingKind.Max, 3, 2, 1), Conv(3, 2), Pool(PoolingKind.Average, 3, 1, 1, count: false)], 3, 12, 11),
        ["pooling first, ceil mode"] = ([Pool(PoolingKind.Average, 3, 2, 1, ceil: true), Pool(PoolingKind.Max, 2, 2, 0, ceil: true), Act(ActivationKind.Sigmoid), Conv(5, 2), new FlattenStep()], 3, 17, 16),
        ["activation first"] = ([Act(ActivationKind.Tanh), Conv(4, 3, 1, 2, 2), Act(ActivationKind.Relu), Act(ActivationKind.Tanh), new FlattenStep(), Act(ActivationKind.Sigmoid), new DenseStep(5)], 4, 9, 8),
        ["flatten first"] = ([new FlattenStep(), new DenseStep(9), Act(ActivationKind.Tanh), Act(ActivationKind.Sigmoid), new DenseStep(17)], 3, 4, 5),
        ["features"] = ([new DenseStep(11), Act(ActivationKind.Relu), new DenseStep(2), Act(ActivationKind.Sigmoid)], 21, 1, 1),
        ["flatten alone"] = ([new FlattenStep()], 3, 4, 5),
        ["many channels"] = ([Conv(19, 3), Act(ActivationKind.Tanh), Pool(PoolingKind.Max, 2), Conv(21, 2, 1), Pool(PoolingKind.Average, 3, 2, 1), Conv(18, 2, 1, 2), Act(ActivationKind.Sigmoid)], 18, 9, 11),
        ["one convolution"] = ([Conv(9, 3, 2)], 3, 6, 7),
        ["convolution and pooling of one pixel"] = ([Conv(3, 1), Pool(PoolingKind.Max, 1), new FlattenStep(), new DenseStep(4)], 5, 1, 1),
    };

    public static TheoryData<string, bool> Cases()
    {
        var data = new TheoryData<string, bool>();
        foreach (string name in Chains.Keys) { data.Add(name, false); data.Add(name, true); }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Chain_matches_the_steps_one_by_one_in_float32(string name, bool channelsLast)
    {
        Compare<float>(name, 19, channelsLast, 1e-4);
        Compare<float>(name, 8, channelsLast, 1e-4);
        Compare<float>(name, 1, channelsLast, 1e-4);
        Compare<float>(name, 3, channelsLast, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Chain_matches_the_steps_one_by_one_in_float64(string name, bool channelsLast)
    {
        Compare<double>(name, 11, channelsLast, 1e-12);
        Compare<double>(name, 2, channelsLast, 1e-12);
    }

    [Fact]
    public void Plan_is_refused_for_a_dense_layer_on_an_image() =>
        Assert.Null(ChainPlan<float>.TryCreate([Conv(3, 3), new DenseStep(5)], 1, 8, 8, ImageOrder.ChannelsFirst, WeightOrder.OutFirst));

    [Fact]
    public void Plan_is_refused_for_a_convolution_after_flattening() =>
        Assert.Null(ChainPlan<float>.TryCreate([new FlattenStep(), Conv(3, 1)], 1, 8, 8, ImageOrder.ChannelsFirst, WeightOrder.OutFirst));

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        int before = Workers.Count;
        try
        {
            Workers.Count = 1;
            var one = Run<float>(Plan<float>("lenet", false), 67, false, [.. Parameters("lenet", 67, false)]);
            foreach (int threads in (int[])[2, 3, 7])
            {
                Workers.Count = threads;
                var many = Run<float>(Plan<float>("lenet", false), 67, false, [.. Parameters("lenet", 67, false)]);
                for (int i = 0; i < one.Length; i++) { Assert.Equal(one[i], many[i]); }
            }
        }
        finally { Workers.Count = before; }
    }

    private static IEnumerable<double[]> Parameters(string name, int images, bool channelsLast)
    {
        var (steps, c, h, w) = Chains[name];
        var plain = new PlainChain(steps, images, c, h, w);
        plain.Run(Draw(images * c * h * w, 1), new System.Random(3), count => Draw(count, 2), channelsLast);
        return plain.Parameters;
    }

    private static ChainPlan<T> Plan<T>(string name, bool channelsLast) where T : unmanaged
    {
        var (steps, c, h, w) = Chains[name];
        return ChainPlan<T>.TryCreate(steps, c, h, w, channelsLast ? ImageOrder.ChannelsLast : ImageOrder.ChannelsFirst, channelsLast ? WeightOrder.OutLast : WeightOrder.OutFirst)!;
    }

    private static double[] Draw(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];
    }

    private static void Compare<T>(string name, int images, bool channelsLast, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, c, h, w) = Chains[name];
        var plain = new PlainChain(steps, images, c, h, w);
        double[] x = Draw(images * c * h * w, 1), dy = [];
        double[] y = plain.Run(x, new System.Random(3), count => dy = Draw(count, 2), channelsLast);
        var (oc, oh, ow) = plain.Shape;
        var plan = Plan<T>(name, channelsLast);
        Assert.Equal(y.Length, plan.OutputLength * images);
        var parameters = plain.Parameters.Select((p, i) => channelsLast && i % 2 == 0 ? OutLast(p, plain.Parameters[i + 1].Length, steps, i / 2, c, h, w) : p).ToArray();
        var gradients = plain.Gradients.Select((p, i) => channelsLast && i % 2 == 0 ? OutLast(p, plain.Parameters[i + 1].Length, steps, i / 2, c, h, w) : p).ToArray();
        var got = Run<T>(plan, images, channelsLast, parameters,
            channelsLast ? plain.Swap(x, c, h * w) : x, channelsLast ? plain.Swap(dy, oc, oh * ow) : dy);
        string[] what = ["y", "dx", .. gradients.Select((_, i) => $"gradient {i}"), "y without keeping"];
        double[] forward = channelsLast ? plain.Swap(y, oc, oh * ow) : y;
        double[][] expected = [forward, channelsLast ? plain.Swap(plain.Dx, c, h * w) : plain.Dx, .. gradients, forward];
        for (int i = 0; i < expected.Length; i++)
        {
            LaneConvolutionTests.Close<T>([.. expected[i].Select(T.CreateChecked)], got[i], tolerance, $"{name}, {images} images: {what[i]}");
        }
    }

    /// <summary>OIHW to HWIO, (out, in) to (in, out).</summary>
    private static double[] OutLast(double[] p, int outs, ChainStep[] steps, int index, int c, int h, int w)
    {
        var step = steps.Where(s => s is ConvolutionStep or DenseStep).ElementAt(index);
        int taps = step is ConvolutionStep s ? s.KernelHeight * s.KernelWidth : 1, ins = p.Length / outs / taps;
        var result = new double[p.Length];
        for (int o = 0; o < outs; o++)
            for (int i = 0; i < ins; i++)
                for (int t = 0; t < taps; t++) { result[(((t * ins) + i) * outs) + o] = p[(((o * ins) + i) * taps) + t]; }
        return result;
    }

    private static T[][] Run<T>(ChainPlan<T> plan, int images, bool channelsLast, double[][] parameters, double[]? x = null, double[]? dy = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        x ??= Draw((int)plan.InputLength * images, 1);
        dy ??= Draw((int)plan.OutputLength * images, 2);
        NativeBuffer<T> Copy(double[] values)
        {
            var buffer = new NativeBuffer<T>(values.Length, T.NaN);
            for (int i = 0; i < values.Length; i++) { buffer.Span[i] = T.CreateChecked(values[i]); }
            return buffer;
        }
        Assert.Equal(parameters.Length, plan.ParameterCount);
        NativeBuffer<T>[] inputs = [.. parameters.Select(Copy)], gradients = [.. parameters.Select(p => new NativeBuffer<T>(p.Length, T.NaN))];
        using var px = Copy(x);
        using var pdy = Copy(dy);
        using var y = new NativeBuffer<T>(dy.Length, T.NaN);
        using var inference = new NativeBuffer<T>(dy.Length, T.NaN);
        using var dx = new NativeBuffer<T>(x.Length, T.NaN);
        using var saved = new NativeBuffer<T>((nint)plan.SavedLength(images), T.NaN);
        T** pp = stackalloc T*[parameters.Length + 1], pg = stackalloc T*[parameters.Length + 1];
        for (int i = 0; i < parameters.Length; i++) { pp[i] = inputs[i].Pointer; pg[i] = gradients[i].Pointer; }
        plan.Forward(images, px.Pointer, pp, y.Pointer, saved.Pointer);
        plan.Backward(images, pp, saved.Pointer, pdy.Pointer, dx.Pointer, pg);
        plan.Forward(images, px.Pointer, pp, inference.Pointer, null);
        T[][] result = [y.Span.ToArray(), dx.Span.ToArray(), .. gradients.Select(g => g.Span.ToArray()), inference.Span.ToArray()];
        // Gradients of the parameters alone take a shorter way through the first stage.
        plan.Backward(images, pp, saved.Pointer, pdy.Pointer, null, pg);
        for (int i = 0; i < parameters.Length; i++) { LaneConvolutionTests.Close<T>(result[i + 2], gradients[i].Span, 1e-5, $"gradient {i} without dx"); }
        foreach (var buffer in inputs.Concat(gradients)) { buffer.Dispose(); }
        return result;
    }
}
