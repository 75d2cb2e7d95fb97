using System.Numerics;
using Diglot.Tensors.Kernels.Convolution;

namespace Diglot.Tensors.Reference;

/// <summary>
/// The convolution of <see cref="ConvolutionShape"/> and its gradients as plain loops over the formula: images (N, C, H, W), weights (O, C / groups, kH, kW).
/// The fast kernels are tested against these.
/// </summary>
public static class ConvolutionReference<T> where T : IFloatingPointIeee754<T>
{
    /// <summary>y = x * w + b; <paramref name="bias"/> may be empty.</summary>
    public static void Forward(ConvolutionShape s, int images, ReadOnlySpan<T> x, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> y)
    {
        for (int n = 0; n < images; n++)
        {
            for (int o = 0; o < s.OutChannels; o++)
            {
                for (int i = 0; i < s.OutHeight; i++)
                {
                    for (int j = 0; j < s.OutWidth; j++)
                    {
                        T sum = bias.IsEmpty ? T.Zero : bias[o];
                        foreach (var (input, weight) in Pairs(s, n, o, i, j)) { sum += x[input] * weights[weight]; }
                        y[OutputIndex(s, n, o, i, j)] = sum;
                    }
                }
            }
        }
    }

    /// <summary>Gradients of the input, the weights and the bias; each is overwritten.</summary>
    public static void Backward(ConvolutionShape s, int images, ReadOnlySpan<T> x, ReadOnlySpan<T> weights, ReadOnlySpan<T> dy, Span<T> dx, Span<T> dweights, Span<T> dbias)
    {
        dx.Clear();
        dweights.Clear();
        dbias.Clear();
        for (int n = 0; n < images; n++)
        {
            for (int o = 0; o < s.OutChannels; o++)
            {
                for (int i = 0; i < s.OutHeight; i++)
                {
                    for (int j = 0; j < s.OutWidth; j++)
                    {
                        T g = dy[OutputIndex(s, n, o, i, j)];
                        dbias[o] += g;
                        foreach (var (input, weight) in Pairs(s, n, o, i, j))
                        {
                            dx[input] += g * weights[weight];
                            dweights[weight] += g * x[input];
                        }
                    }
                }
            }
        }
    }

    private static int OutputIndex(ConvolutionShape s, int n, int o, int i, int j) => (((((n * s.OutChannels) + o) * s.OutHeight) + i) * s.OutWidth) + j;

    /// <summary>The elements of x and w that are multiplied for one element of y.</summary>
    private static IEnumerable<(int Input, int Weight)> Pairs(ConvolutionShape s, int n, int o, int i, int j)
    {
        int firstChannel = o / s.GroupOutChannels * s.GroupInChannels;
        for (int c = 0; c < s.GroupInChannels; c++)
        {
            for (int u = 0; u < s.KernelHeight; u++)
            {
                int row = (i * s.StrideHeight) + (u * s.DilationHeight) - s.PadTop;
                if (row < 0 || row >= s.InHeight) { continue; }
                for (int v = 0; v < s.KernelWidth; v++)
                {
                    int column = (j * s.StrideWidth) + (v * s.DilationWidth) - s.PadLeft;
                    if (column < 0 || column >= s.InWidth) { continue; }
                    yield return ((((((n * s.InChannels) + firstChannel + c) * s.InHeight) + row) * s.InWidth) + column,
                        (((((o * s.GroupInChannels) + c) * s.KernelHeight) + u) * s.KernelWidth) + v);
                }
            }
        }
    }
}
