using System.Numerics;
using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Reference;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels.Convolution;

public sealed unsafe class LaneConvolutionTests
{
    public static TheoryData<ConvolutionShape> Shapes()
    {
        var data = new TheoryData<ConvolutionShape>
        {
            new ConvolutionShape(1, 28, 28, 6, 5, 5) { PadTop = 2, PadBottom = 2, PadLeft = 2, PadRight = 2 },
            new ConvolutionShape(6, 14, 14, 16, 5, 5),
            new ConvolutionShape(3, 9, 7, 5, 1, 1),
            new ConvolutionShape(2, 3, 3, 3, 3, 3) { PadTop = 4, PadBottom = 5, PadLeft = 5, PadRight = 4 },
            new ConvolutionShape(4, 5, 3, 2, 2, 4) { PadTop = 1, PadLeft = 3, PadRight = 2 },
            new ConvolutionShape(8, 12, 11, 8, 3, 3) { Groups = 8, PadTop = 1, PadBottom = 1, PadLeft = 1, PadRight = 1 },
            new ConvolutionShape(4, 13, 12, 6, 7, 7) { StrideHeight = 2, StrideWidth = 2, PadTop = 3, PadBottom = 3, PadLeft = 3, PadRight = 3 },
            new ConvolutionShape(3, 8, 8, 4, 1, 1) { StrideHeight = 3, StrideWidth = 2 },
            new ConvolutionShape(2, 6, 6, 3, 2, 2) { StrideHeight = 3, StrideWidth = 4 },
            new ConvolutionShape(2, 15, 14, 4, 3, 3) { DilationHeight = 2, DilationWidth = 3, PadTop = 2, PadLeft = 3, StrideWidth = 2 },
            new ConvolutionShape(7, 4, 21, 13, 2, 3) { PadRight = 1 },
        };
        var random = new System.Random(7);
        while (data.Count < 60)
        {
            int groups = random.Next(3) == 0 ? random.Next(1, 4) : 1;
            var shape = new ConvolutionShape(groups * random.Next(1, 8), random.Next(1, 14), random.Next(1, 14), groups * random.Next(1, 15), random.Next(1, 6), random.Next(1, 6))
            {
                Groups = groups,
                StrideHeight = random.Next(1, 4), StrideWidth = random.Next(1, 4),
                DilationHeight = random.Next(1, 3), DilationWidth = random.Next(1, 3),
                PadTop = random.Next(4), PadBottom = random.Next(4), PadLeft = random.Next(4), PadRight = random.Next(4),
            };
            if (shape.OutHeight > 0 && shape.OutWidth > 0) { data.Add(shape); }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lanes_match_the_plain_loops_in_float32(ConvolutionShape shape)
    {
        Compare<float>(shape, 11, hwio: false, 2e-4);
        Compare<float>(shape, 8, hwio: true, 2e-4);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lanes_match_the_plain_loops_in_float64(ConvolutionShape shape) => Compare<double>(shape, 5, hwio: true, 1e-12);

    [Fact]
    public void Shape_refuses_a_kernel_larger_than_the_padded_image()
    {
        var failure = Assert.Throws<ArgumentException>(() => new ConvolutionShape(1, 2, 2, 1, 5, 5) { PadTop = 1 }.Validate());
        Assert.Contains("5x5", failure.Message, StringComparison.Ordinal);
    }

    private static void Compare<T>(ConvolutionShape s, int images, bool hwio, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new System.Random(images);
        T[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((random.NextDouble() * 2) - 1))];
        var x = Values(images * s.InChannels * s.InHeight * s.InWidth);
        var w = Values(s.OutChannels * s.GroupInChannels * s.KernelHeight * s.KernelWidth);
        var b = Values(s.OutChannels);
        var dy = Values(images * s.OutChannels * s.OutHeight * s.OutWidth);
        T[] y = new T[dy.Length], dx = new T[x.Length], dw = new T[w.Length], db = new T[b.Length];
        ConvolutionReference<T>.Forward(s, images, x, w, b, y);
        ConvolutionReference<T>.Backward(s, images, x, w, dy, dx, dw, db);

        var strides = WeightStrides.Oihw(s);
        if (hwio) { (w, strides) = (Reorder(w, s), WeightStrides.Hwio(s)); }
        var conv = new LaneConvolution<T>(s, inputGradient: true);
        T nan = T.NaN;
        int lanes = Lanes.Count<T>();
        var flat = new LaneImage(s.InChannels, s.InHeight, s.InWidth, lanes);
        var plain = new LaneImage(s.OutChannels, s.OutHeight, s.OutWidth, lanes);
        using var input = new NativeBuffer<T>(conv.Input.Length, nan);
        using var output = new NativeBuffer<T>(plain.Length, nan);
        using var gradient = new NativeBuffer<T>(conv.Gradient.Length, nan);
        using var inputGradient = new NativeBuffer<T>(flat.Length, nan);
        using var forwardWeights = new NativeBuffer<T>(conv.ForwardPackedLength, nan);
        using var gradientWeights = new NativeBuffer<T>(conv.GradientPackedLength, nan);
        using var weightSums = new NativeBuffer<T>(conv.WeightSumLength, T.Zero);
        using var biasSums = new NativeBuffer<T>(conv.BiasSumLength, T.Zero);
        T[] gotY = new T[y.Length], gotDx = new T[x.Length], gotDw = new T[w.Length], gotDb = new T[b.Length];
        fixed (T* px = x, pw = w, pb = b, pdy = dy, py = gotY, pdx = gotDx, pdw = gotDw, pdb = gotDb)
        {
            conv.PackForward(pw, strides, forwardWeights.Pointer);
            conv.PackGradient(pw, strides, gradientWeights.Pointer);
            var inStrides = ImageStrides.ChannelsFirst(s.InChannels, s.InHeight, s.InWidth);
            var outStrides = ImageStrides.ChannelsFirst(s.OutChannels, s.OutHeight, s.OutWidth);
            for (int n = 0; n < images; n += lanes)
            {
                int count = Math.Min(lanes, images - n);
                LaneLayout.Pack(px + (n * inStrides.Image), inStrides, count, input.Pointer, conv.Input);
                LaneLayout.Pack(pdy + (n * outStrides.Image), outStrides, count, gradient.Pointer, conv.Gradient);
                for (int row = 0; row < s.OutHeight; row++) { conv.ForwardRow(row, input.Pointer, output.Pointer + (row * plain.RowStride), forwardWeights.Pointer, pb); }
                LaneLayout.Unpack(output.Pointer, plain, count, py + (n * outStrides.Image), outStrides);
                for (int row = 0; row < s.InHeight; row++) { conv.InputGradientRow(row, gradient.Pointer, inputGradient.Pointer + (row * flat.RowStride), gradientWeights.Pointer); }
                LaneLayout.Unpack(inputGradient.Pointer, flat, count, pdx + (n * inStrides.Image), inStrides);
                // Lanes without an image must not count, whatever they hold.
                for (nint i = 0; i < conv.Gradient.Length; i++) { if (i % lanes >= count) { gradient.Pointer[i] = nan; } }
                for (int row = 0; row < s.OutHeight; row += 3)
                {
                    int rows = Math.Min(3, s.OutHeight - row);
                    T* at = gradient.Pointer + conv.Gradient.Origin + (row * conv.Gradient.RowStride);
                    conv.WeightGradientRows(row, rows, input.Pointer, at, weightSums.Pointer, Lanes.Mask<T>(count));
                    conv.BiasGradientRows(rows, at, biasSums.Pointer, Lanes.Mask<T>(count));
                }
            }
            conv.ReduceWeightGradient(weightSums.Pointer, pdw, strides);
            conv.ReduceBiasGradient(biasSums.Pointer, pdb);
        }
        Close(y, gotY, tolerance, "y");
        Close(dx, gotDx, tolerance, "dx");
        Close(hwio ? Reorder(dw, s) : dw, gotDw, tolerance, "dw");
        Close(db, gotDb, tolerance, "db");
    }

    private static T[] Reorder<T>(T[] oihw, ConvolutionShape s)
    {
        var from = WeightStrides.Oihw(s);
        var to = WeightStrides.Hwio(s);
        var result = new T[oihw.Length];
        for (int o = 0; o < s.OutChannels; o++)
            for (int i = 0; i < s.GroupInChannels; i++)
                for (int u = 0; u < s.KernelHeight; u++)
                    for (int v = 0; v < s.KernelWidth; v++)
                        result[(o * to.Out) + (i * to.In) + (u * to.Row) + (v * to.Column)] = oihw[(o * from.Out) + (i * from.In) + (u * from.Row) + (v * from.Column)];
        return result;
    }

    internal static void Close<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, double tolerance, string what) where T : IFloatingPointIeee754<T>
    {
        double scale = 1;
        foreach (var value in expected) { scale = Math.Max(scale, Math.Abs(double.CreateChecked(value))); }
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs(double.CreateChecked(expected[i]) - double.CreateChecked(actual[i]));
            Assert.True(difference <= tolerance * scale, $"{what}[{i}]: expected {expected[i]}, received {actual[i]}");
        }
    }
}
