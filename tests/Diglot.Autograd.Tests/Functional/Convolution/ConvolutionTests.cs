using Diglot.Autograd.Functional.Convolution;
using Diglot.Autograd.Tests.Gradients;
using Diglot.Tensors;
using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Pooling;
using Diglot.Tensors.Shapes;
using Xunit;

namespace Diglot.Autograd.Tests.Functional.Convolution;

public sealed class ConvolutionTests
{
    private static NDArray Values(params int[] shape)
        => NDArray.From(Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => Math.Cos((i * 1.37) + shape.Length)).ToArray(), shape);

    [Theory]
    [InlineData(ImageOrder.ChannelsFirst, WeightOrder.OutFirst)]
    [InlineData(ImageOrder.ChannelsLast, WeightOrder.OutLast)]
    [InlineData(ImageOrder.ChannelsFirst, WeightOrder.OutLast)]
    public void Convolution_gradients_match_difference_quotients(ImageOrder images, WeightOrder weights)
    {
        var options = new ConvolutionOptions { ImageOrder = images, WeightOrder = weights, StrideWidth = 2, PadTop = 1, PadRight = 2, DilationHeight = 2, Groups = 2 };
        var x = images == ImageOrder.ChannelsFirst ? Values(5, 4, 6, 5) : Values(5, 6, 5, 4);
        var w = weights == WeightOrder.OutFirst ? Values(6, 2, 2, 3) : Values(2, 3, 2, 6);
        GradientCheck.Run(t => ConvolutionFunctions.Conv2d(t[0], t[1], t[2], options), x, w, Values(6));
    }

    [Fact]
    public void Convolution_of_a_sequence_matches_hand_computed_values()
    {
        var x = Tensor.From(new float[] { 1, 2, 3, 4 }, [1, 1, 4]);
        var w = Tensor.From(new float[] { 1, 10 }, [1, 1, 2]);
        var y = ConvolutionFunctions.Conv1d(x, w, Tensor.From(new float[] { 0.5f }, [1]), new ConvolutionOptions { PadLeft = 1 });
        Assert.Equal([10.5f, 21.5f, 32.5f, 43.5f], y.ToArray<float>());
        Assert.Equal(new Shape(1, 1, 4), y.Shape);
    }

    [Theory]
    [InlineData(ImageOrder.ChannelsFirst, WeightOrder.OutFirst, 7, 9)]
    [InlineData(ImageOrder.ChannelsLast, WeightOrder.OutLast, 8, 10)]
    public void Transposed_convolution_is_the_transpose_and_its_gradients_match_difference_quotients(ImageOrder images, WeightOrder weights, int height, int width)
    {
        var options = new ConvolutionOptions { ImageOrder = images, WeightOrder = weights, StrideHeight = 2, StrideWidth = 3, PadTop = 1, DilationHeight = 2, Groups = 2 };
        bool first = images == ImageOrder.ChannelsFirst;
        var x = first ? Values(2, 4, 3, 3) : Values(2, 3, 3, 4);
        var w = weights == WeightOrder.OutFirst ? Values(4, 3, 2, 3) : Values(2, 3, 3, 4);
        Tensor Run(Tensor x, Tensor w) => TransposedConvolution.Conv2d(x, w, height, width, options);
        GradientCheck.Run(t => Run(t[0], t[1]), x, w);

        // <T x, z> = <x, C z> for the convolution C with the same weights and as much padding as the transposed one cuts off.
        var z = new Tensor(first ? Values(2, 6, height, width) : Values(2, height, width, 6));
        var convolved = ConvolutionFunctions.Conv2d(z, new Tensor(w), null, options with { PadBottom = Math.Max(0, 7 - 1 - height), PadRight = Math.Max(0, 9 - width) });
        var rows = convolved.Slice(first ? 2 : 1, 0, 3).Slice(first ? 3 : 2, 0, 3);
        Assert.Equal((Run(new Tensor(x), new Tensor(w)) * z).Sum().Item<double>(), (new Tensor(x) * rows).Sum().Item<double>(), 1e-10);
    }

    [Fact]
    public void Transposed_convolution_of_data_gives_its_weight_a_gradient()
    {
        NDArray x = Values(2, 4, 3, 3), w = Values(4, 3, 2, 3);
        Tensor Gradient(bool ofInput)
        {
            var weight = new Tensor(w, requiresGrad: true);
            TransposedConvolution.Conv2d(new Tensor(x, requiresGrad: ofInput), weight, 6, 8, new() { StrideHeight = 2, StrideWidth = 2 }).Sum().Backward();
            return weight.Grad!;
        }

        Assert.Equal(Gradient(ofInput: true).ToArray<double>(), Gradient(ofInput: false).ToArray<double>());
    }

    [Theory]
    [InlineData(PoolingKind.Average)]
    [InlineData(PoolingKind.Max)]
    public void Pooling_gradients_match_difference_quotients(PoolingKind kind)
    {
        var step = new PoolingStep(kind, 3, 2) { StrideHeight = 2, StrideWidth = 1, PadTop = 1, PadBottom = 1, CountIncludePad = false };
        GradientCheck.Run(t => PoolingFunctions.Pool2d(t[0], step), Values(3, 2, 7, 5));
        GradientCheck.Run(t => PoolingFunctions.Pool1d(t[0], new PoolingStep(kind, 1, 2), ImageOrder.ChannelsLast), Values(3, 7, 5));
    }

    [Fact]
    public void Maximum_pooling_gives_nan_where_a_window_holds_one()
    {
        var x = Tensor.From(new float[] { 1, float.NaN, 3, 2, 5, 4, 1, 9 }, [1, 1, 2, 4]);
        Assert.Equal([float.NaN, 9f], PoolingFunctions.Pool2d(x, new PoolingStep(PoolingKind.Max, 2, 2)).ToArray<float>());
    }

    [Fact]
    public void Chain_gradients_match_difference_quotients()
    {
        ChainStep[] steps = [new ConvolutionStep(3, 2, 2) { PadTop = 1 }, new ActivationStep(ActivationKind.Sigmoid), new PoolingStep(PoolingKind.Average, 2, 2), new FlattenStep(), new DenseStep(4), new ActivationStep(ActivationKind.Tanh)];
        var chain = new ImageChain(steps, ImageOrder.ChannelsFirst, WeightOrder.OutFirst);
        GradientCheck.Run(t => chain.Run(t[0], t[1], t[2], t[3], t[4]), Values(5, 2, 5, 5), Values(3, 2, 2, 2), Values(3), Values(4, 12), Values(4));
        GradientCheck.Run(t => chain.Run(t[0], t[1], null, t[2], null), Values(2, 2, 5, 5), Values(3, 2, 2, 2), Values(4, 12));
    }

    [Fact]
    public void Chain_without_gradients_gives_the_same_values_for_every_batch_size()
    {
        ChainStep[] steps = [new ConvolutionStep(6, 3, 3) { PadLeft = 1 }, new ActivationStep(ActivationKind.Relu), new PoolingStep(PoolingKind.Max, 2, 2), new ConvolutionStep(17, 2, 2), new FlattenStep(), new DenseStep(11), new ActivationStep(ActivationKind.Sigmoid), new DenseStep(3)];
        foreach (var (images, weights) in ((ImageOrder, WeightOrder)[])[(ImageOrder.ChannelsFirst, WeightOrder.OutFirst), (ImageOrder.ChannelsLast, WeightOrder.OutLast)])
        {
            var chain = new ImageChain(steps, images, weights);
            bool first = images == ImageOrder.ChannelsFirst;
            Tensor[] parameters = [.. new NDArray[] { Values(first ? [6, 2, 3, 3] : [3, 3, 2, 6]), Values(6), Values(first ? [17, 6, 2, 2] : [2, 2, 6, 17]), Values(17), Values(first ? [11, 68] : [68, 11]), Values(11), Values(first ? [3, 11] : [11, 3]), Values(3) }
                .Select(p => new Tensor(p.To(DType.Float32)))];
            var x = new Tensor(Values(first ? [24, 2, 9, 8] : [24, 9, 8, 2]).To(DType.Float32));
            float[] all = chain.Run(x, parameters).ToArray<float>();
            for (int n = 1; n < 24; n++)
            {
                float[] some = chain.Run(new Tensor(x.Data.Slice(0, 0, n)), parameters).ToArray<float>();
                for (int i = 0; i < some.Length; i++) { Assert.Equal(all[i], some[i], 1e-4f); }
            }
        }
    }

    [Fact]
    public void Chain_of_no_images_gives_zero_gradients()
    {
        var w = new Tensor(Values(3, 1, 2, 2), requiresGrad: true);
        var y = ConvolutionFunctions.Conv2d(new Tensor(NDArray.Zeros(new Shape(0, 1, 4, 4), DType.Float64)), w);
        Assert.Equal(new Shape(0, 3, 3, 3), y.Shape);
        y.Sum().Backward();
        Assert.All(w.Grad!.ToArray<double>(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void Convolution_refuses_images_of_other_channels()
    {
        var failure = Assert.Throws<ArgumentException>(() => ConvolutionFunctions.Conv2d(new Tensor(Values(1, 3, 5, 5)), new Tensor(Values(4, 2, 3, 3))));
        Assert.Contains("2 channels", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chain_refuses_parameters_of_another_type()
        => Assert.Throws<ArgumentException>(() => ConvolutionFunctions.Conv2d(new Tensor(Values(1, 2, 5, 5)), new Tensor(Values(4, 2, 3, 3).To(DType.Float32))));

    [Fact]
    public void Parameters_changed_in_place_before_the_backward_pass_are_refused()
    {
        var w = new Tensor(Values(3, 1, 2, 2), requiresGrad: true);
        var y = ConvolutionFunctions.Conv2d(new Tensor(Values(2, 1, 4, 4)), w);
        w.Data.Storage.Touch();
        Assert.Throws<InvalidOperationException>(() => y.Sum().Backward());
    }
}
