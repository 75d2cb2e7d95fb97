namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>How far apart, in elements, neighbours of a convolution's weights lie along each axis. Input channels count within a group.</summary>
public readonly record struct WeightStrides(nint Out, nint In, nint Row, nint Column)
{
    /// <summary>PyTorch's order (out, in / groups, kernel height, kernel width).</summary>
    public static WeightStrides Oihw(ConvolutionShape s) =>
        new((nint)s.GroupInChannels * s.KernelHeight * s.KernelWidth, (nint)s.KernelHeight * s.KernelWidth, s.KernelWidth, 1);

    /// <summary>Keras's order (kernel height, kernel width, in / groups, out).</summary>
    public static WeightStrides Hwio(ConvolutionShape s) =>
        new(1, s.OutChannels, (nint)s.KernelWidth * s.GroupInChannels * s.OutChannels, (nint)s.GroupInChannels * s.OutChannels);
}
