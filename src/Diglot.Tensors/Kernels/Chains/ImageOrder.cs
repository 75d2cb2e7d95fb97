namespace Diglot.Tensors.Kernels.Chains;

/// <summary>The axes of a batch of images, and with them the order in which flattening reads an image.</summary>
public enum ImageOrder
{
    /// <summary>(N, C, H, W), PyTorch's order.</summary>
    ChannelsFirst,

    /// <summary>(N, H, W, C), Keras's order.</summary>
    ChannelsLast,
}
