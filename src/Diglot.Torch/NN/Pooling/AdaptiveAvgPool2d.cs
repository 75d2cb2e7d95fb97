namespace Diglot.Torch.NN.Pooling;

/// <summary>The mean over windows that divide each image into as many parts as asked for.</summary>
/// <remarks>
/// <para>Input (N, C, H, W) or (C, H, W), output of the asked height and width. Part i of an axis of length L covers ⌊i·L/n⌋ … ⌈(i+1)·L/n⌉. Keras: <c>AdaptiveAveragePooling2D</c>; size 1 is <c>GlobalAveragePooling2D(keepdims=True)</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html.</para>
/// </remarks>
/// <param name="output_size">Height and width; open ones keep the input's.</param>
[Face("nn")]
public sealed class AdaptiveAvgPool2d(IntOrTuple output_size) : Module
{
    /// <summary>Height and width.</summary>
    public IntOrTuple output_size { get; } = output_size;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.adaptive_avg_pool2d(input, output_size);

    /// <inheritdoc/>
    public override string extra_repr() => $"output_size={output_size}";
}
