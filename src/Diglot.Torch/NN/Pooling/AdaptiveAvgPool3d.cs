namespace Diglot.Torch.NN.Pooling;

/// <summary>The mean of windows that divide each axis into as many parts as asked for.</summary>
/// <remarks>
/// <para>Input (N, C, D, H, W), output with the lengths of output_size. Keras: <c>AdaptiveAveragePooling3D</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool3d.html.</para>
/// </remarks>
/// <param name="output_size">Lengths of the output.</param>
[Face("nn")]
public sealed class AdaptiveAvgPool3d(IntOrTuple output_size) : Module
{
    /// <summary>Lengths of the output.</summary>
    public IntOrTuple output_size { get; } = output_size;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.adaptive_avg_pool3d(input, output_size);

    /// <inheritdoc/>
    public override string extra_repr() => $"output_size={output_size}";
}
