using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>
/// The chain's mathematics once more, written with operations on whole tensors. Slow, but each operation's gradient is itself differentiable:
/// gradients of gradients go this way (see <see cref="ChainNode"/>).
/// </summary>
/// <param name="imageOrder">The axes of the images.</param>
/// <param name="weightOrder">The axes of the weights.</param>
internal sealed class PrimitiveChain(ImageOrder imageOrder, WeightOrder weightOrder)
{
    /// <summary>Runs the steps; images are (N, C, H, W) on the way, whatever their order outside.</summary>
    public Tensor Run(IReadOnlyList<ChainStep> steps, Tensor x, ReadOnlySpan<Tensor?> parameters)
    {
        bool swaps = imageOrder == ImageOrder.ChannelsLast;
        var y = x.Rank == 4 && swaps ? x.Permute(0, 3, 1, 2) : x;
        int next = 0;
        foreach (var step in steps)
        {
            switch (step)
            {
                case ConvolutionStep convolution:
                    y = Convolve(convolution, y, parameters[next]!, parameters[next + 1]);
                    next += 2;
                    break;
                case DenseStep dense:
                    y = Dense(dense, y, parameters[next]!, parameters[next + 1]);
                    next += 2;
                    break;
                case PoolingStep pooling:
                    y = Pool(pooling, y);
                    break;
                case FlattenStep:
                    y = (y.Rank == 4 && swaps ? y.Permute(0, 2, 3, 1) : y).Reshape(y.Shape[0], -1);
                    break;
                case ActivationStep activation:
                    y = Activate(activation.Kind, y);
                    break;
                default:
                    throw new InvalidOperationException($"Chain step {step.GetType().Name} has no form in whole-tensor operations.");
            }
        }

        return y.Rank == 4 && swaps ? y.Permute(0, 2, 3, 1) : y;
    }

    private Tensor Convolve(ConvolutionStep step, Tensor x, Tensor weight, Tensor? bias)
    {
        int perGroup = x.Shape[1] / step.Groups;
        var w = weightOrder == WeightOrder.OutFirst
            ? weight.Reshape(step.OutChannels, perGroup, step.KernelHeight, step.KernelWidth)
            : weight.Reshape(step.KernelHeight, step.KernelWidth, perGroup, step.OutChannels).Permute(3, 2, 0, 1);
        var padded = x.Pad([(0, 0), (0, 0), (step.PadTop, step.PadBottom), (step.PadLeft, step.PadRight)], 0);
        int height = ((padded.Shape[2] - (step.DilationHeight * (step.KernelHeight - 1)) - 1) / step.StrideHeight) + 1;
        int width = ((padded.Shape[3] - (step.DilationWidth * (step.KernelWidth - 1)) - 1) / step.StrideWidth) + 1;
        var taps = Taps(padded, step.KernelHeight, step.KernelWidth, step.StrideHeight, step.StrideWidth, step.DilationHeight, step.DilationWidth, height, width);

        // (N, C, taps, H, W) as columns against (O, C / groups, taps) as rows, group by group.
        var columns = taps.Reshape(x.Shape[0], step.Groups, -1, height * width);
        var rows = w.Reshape(1, step.Groups, step.OutChannels / step.Groups, -1);
        var y = Tensor.MatMul(rows, columns).Reshape(x.Shape[0], step.OutChannels, height, width);
        return bias is null ? y : y + bias.Reshape(1, -1, 1, 1);
    }

    private Tensor Dense(DenseStep step, Tensor x, Tensor weight, Tensor? bias)
    {
        var w = weightOrder == WeightOrder.OutFirst ? weight.Reshape(step.Units, -1).Transpose() : weight.Reshape(-1, step.Units);
        var y = Tensor.MatMul(x, w);
        return bias is null ? y : y + bias.Reshape(1, -1);
    }

    private static Tensor Pool(PoolingStep step, Tensor x)
    {
        var sizes = new PoolingShape(step.Kind, x.Shape[1], x.Shape[2], x.Shape[3], step.KernelHeight, step.KernelWidth)
        {
            StrideHeight = step.StrideHeight, StrideWidth = step.StrideWidth, DilationHeight = step.DilationHeight, DilationWidth = step.DilationWidth,
            PadTop = step.PadTop, PadBottom = step.PadBottom, PadLeft = step.PadLeft, PadRight = step.PadRight,
            CeilMode = step.CeilMode, CountIncludePad = step.CountIncludePad, Divisor = step.Divisor,
        };

        // Where ceil_mode counts a window that reaches over the padded image, the rest of it is added below and at the right.
        int below = Math.Max(0, Reach(sizes.OutHeight, step.StrideHeight, step.DilationHeight, step.KernelHeight) - (x.Shape[2] + step.PadTop + step.PadBottom));
        int right = Math.Max(0, Reach(sizes.OutWidth, step.StrideWidth, step.DilationWidth, step.KernelWidth) - (x.Shape[3] + step.PadLeft + step.PadRight));
        if (step.Kind == PoolingKind.Max)
        {
            var taps = Windows(x.Pad([(0, 0), (0, 0), (step.PadTop, step.PadBottom + below), (step.PadLeft, step.PadRight + right)], double.NegativeInfinity));
            return taps.Gather(2, taps.ArgMax(2, keepAxes: true)).Squeeze(2);
        }

        var sums = Windows(x.Pad([(0, 0), (0, 0), (step.PadTop, step.PadBottom + below), (step.PadLeft, step.PadRight + right)], 0)).Sum(2);
        if (step.Divisor != 0)
        {
            return sums / step.Divisor;
        }

        var ones = Tensor.Full(new Shape(1, 1, x.Shape[2], x.Shape[3]), 1, x.Type)
            .Pad([(0, 0), (0, 0), (step.PadTop, step.PadBottom), (step.PadLeft, step.PadRight)], step.CountIncludePad ? 1 : 0)
            .Pad([(0, 0), (0, 0), (0, below), (0, right)], 0);
        return sums / Windows(ones).Sum(2);

        Tensor Windows(Tensor padded) => Taps(
            padded, step.KernelHeight, step.KernelWidth, step.StrideHeight, step.StrideWidth, step.DilationHeight, step.DilationWidth, sizes.OutHeight, sizes.OutWidth);
    }

    private static int Reach(int windows, int stride, int dilation, int kernel) => ((windows - 1) * stride) + (dilation * (kernel - 1)) + 1;

    /// <summary>(N, C, H, W) to (N, C, kernel positions, windows down, windows across).</summary>
    private static Tensor Taps(Tensor x, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth, int height, int width)
    {
        var taps = new Tensor[kernelHeight * kernelWidth];
        for (int i = 0; i < taps.Length; i++)
        {
            var rows = x.Slice(2, i / kernelWidth * dilationHeight, height, strideHeight);
            taps[i] = rows.Slice(3, i % kernelWidth * dilationWidth, width, strideWidth);
        }

        return Tensor.Stack(taps, 2);
    }

    private static Tensor Activate(ActivationKind kind, Tensor x) => kind switch
    {
        ActivationKind.Linear => x,
        ActivationKind.Relu => x.Relu(),
        ActivationKind.Sigmoid => x.Sigmoid(),
        ActivationKind.Tanh => x.Tanh(),
        _ => throw new InvalidOperationException($"Activation {kind} has no form in whole-tensor operations."),
    };
}
