namespace Diglot.Torch.NN.Pooling;

/// <summary>The mean of windows that divide the axis into as many parts as asked for.</summary>
/// <remarks>
/// <para>Input (N, C, T), output (N, C, output_size). Keras: <c>AdaptiveAveragePooling1D</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool1d.html.</para>
/// </remarks>
/// <param name="output_size">Length of the output.</param>
[Face("nn")]
public sealed class AdaptiveAvgPool1d(IntOrTuple output_size) : Module
{
    /// <summary>Length of the output.</summary>
    public IntOrTuple output_size { get; } = output_size;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.adaptive_avg_pool1d(input, output_size);

    /// <inheritdoc/>
    public override string extra_repr() => $"output_size={output_size}";
}
