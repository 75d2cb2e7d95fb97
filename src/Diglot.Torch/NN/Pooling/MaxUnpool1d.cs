namespace Diglot.Torch.NN.Pooling;

/// <summary>Puts the maxima that <c>MaxPool1d</c> found back to their places; all other elements are 0.</summary>
/// <remarks>
/// <para>Inputs (N, C, T) or (C, T): maxima and their places. An axis of length L becomes (L − 1) · stride − 2 · padding + kernel long, or as <c>output_size</c> says.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxUnpool1d.html. Keras has no such layer.</para>
/// </remarks>
[Face("nn")]
public sealed class MaxUnpool1d : MaxUnpoolNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="kernel_size">Size of the window of the pooling.</param>
    /// <param name="stride">Its step; the window's size by default.</param>
    /// <param name="padding">Its padding; 0 by default.</param>
    public MaxUnpool1d(IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null)
        : base(1, kernel_size, stride, padding)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Unpool(Tensor input, Tensor indices, int[]? output_size) => F.max_unpool1d(input, indices, kernel_size, stride, padding, output_size);
}
