namespace Diglot.Torch.NN.Pooling;

/// <summary>Puts the maxima that <c>MaxPool2d</c> found back to their places; all other elements are 0.</summary>
/// <remarks>
/// <para>Inputs (N, C, H, W) or (C, H, W): maxima and their places. An axis of length L becomes (L − 1) · stride − 2 · padding + kernel long, or as <c>output_size</c> says.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxUnpool2d.html. Keras has no such layer.</para>
/// </remarks>
[Face("nn")]
public sealed class MaxUnpool2d : MaxUnpoolNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="kernel_size">Size of the window of the pooling.</param>
    /// <param name="stride">Its step; the window's size by default.</param>
    /// <param name="padding">Its padding; 0 by default.</param>
    public MaxUnpool2d(IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null)
        : base(2, kernel_size, stride, padding)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Unpool(Tensor input, Tensor indices, int[]? output_size) => F.max_unpool2d(input, indices, kernel_size, stride, padding, output_size);
}
