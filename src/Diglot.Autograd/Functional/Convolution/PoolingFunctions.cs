using System.Collections.Concurrent;
using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>Average and maximum pooling as single differentiable operations.</summary>
/// <remarks>Sources: pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool2d.html and max_pool2d.html, keras.io/api/layers/pooling_layers.</remarks>
public static class PoolingFunctions
{
    private static readonly ConcurrentDictionary<(PoolingStep, ImageOrder), ImageChain> Chains = new();

    /// <summary>Two-dimensional pooling.</summary>
    /// <param name="x">(N, C, H, W) or (N, H, W, C) by <paramref name="order"/>.</param>
    /// <param name="step">Kind, window, strides, padding and what means divide by.</param>
    /// <param name="order">The axes of the images.</param>
    /// <exception cref="ArgumentException">The input does not have four axes, or no window fits.</exception>
    public static Tensor Pool2d(Tensor x, PoolingStep step, ImageOrder order = ImageOrder.ChannelsFirst)
        => x.Rank == 4
            ? Chains.GetOrAdd((step, order), static k => new ImageChain([k.Item1], k.Item2, WeightOrder.OutFirst)).Run(x)
            : throw new ArgumentException($"A two-dimensional pooling takes images of four axes; received {x.Type}{x.Shape}.");

    /// <summary>One-dimensional pooling: a two-dimensional one of height 1.</summary>
    /// <param name="x">(N, C, L) or (N, L, C) by <paramref name="order"/>.</param>
    /// <param name="step">As for two dimensions, with a window of height 1.</param>
    /// <param name="order">The axes of the sequences.</param>
    /// <exception cref="ArgumentException">The input does not have three axes, or no window fits.</exception>
    public static Tensor Pool1d(Tensor x, PoolingStep step, ImageOrder order = ImageOrder.ChannelsFirst)
    {
        if (x.Rank != 3)
        {
            throw new ArgumentException($"A one-dimensional pooling takes sequences of three axes; received {x.Type}{x.Shape}.");
        }

        int axis = order == ImageOrder.ChannelsFirst ? 2 : 1;
        return Pool2d(x.ExpandDims(axis), step, order).Squeeze(axis);
    }
}
