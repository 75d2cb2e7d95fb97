namespace Diglot.Torch.NN.Pooling;

/// <summary>What the reverses of max pooling of all ranks share.</summary>
public abstract class MaxUnpoolNd : Module
{
    private protected MaxUnpoolNd(int rank, IntOrTuple kernel_size, IntOrTuple? stride, IntOrTuple? padding)
    {
        this.kernel_size = new(kernel_size.Expand(rank, nameof(kernel_size)));
        this.stride = new((stride ?? kernel_size).Expand(rank, nameof(stride)));
        this.padding = new((padding ?? 0).Expand(rank, nameof(padding)));
    }

    /// <summary>Size of the window of the pooling.</summary>
    public Size kernel_size { get; }

    /// <summary>Its step.</summary>
    public Size stride { get; }

    /// <summary>Its padding.</summary>
    public Size padding { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor indices) => Unpool(input, indices, null);

    /// <summary>Computes a result of a given size.</summary>
    /// <param name="input">The maxima.</param>
    /// <param name="indices">Their places.</param>
    /// <param name="output_size">The lengths of the axes behind the channels, or the whole shape.</param>
    public Tensor forward(Tensor input, Tensor indices, int[] output_size) => Unpool(input, indices, output_size);

    /// <inheritdoc/>
    public override string extra_repr() => $"kernel_size={PythonText.Tuple(kernel_size)}, stride={PythonText.Tuple(stride)}, padding={PythonText.Tuple(padding)}";

    private protected abstract Tensor Unpool(Tensor input, Tensor indices, int[]? output_size);
}
