namespace Diglot.Torch.NN.Pooling;

/// <summary>The largest element of windows that divide each axis into as many parts as asked for.</summary>
/// <remarks>
/// <para>Input (N, C, T), output with the lengths of output_size; an open length keeps its axis. Keras: <c>AdaptiveMaxPooling1D</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveMaxPool1d.html.</para>
/// </remarks>
/// <param name="output_size">Lengths of the output.</param>
/// <param name="return_indices">Kept for files; call <see cref="forward_with_indices"/> for the places of the maxima.</param>
[Face("nn")]
public sealed class AdaptiveMaxPool1d(IntOrTuple output_size, bool return_indices = false) : Module
{
    /// <summary>Lengths of the output.</summary>
    public IntOrTuple output_size { get; } = output_size;

    /// <summary>Whether <see cref="forward_with_indices"/> is what its user wants.</summary>
    public bool return_indices { get; } = return_indices;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.adaptive_max_pool1d(input, output_size);

    /// <summary>The output, and where in its channel each maximum lies.</summary>
    public (Tensor output, Tensor indices) forward_with_indices(Tensor input) => F.adaptive_max_pool1d_with_indices(input, output_size);

    /// <inheritdoc/>
    public override string extra_repr() => $"output_size={output_size}";
}
