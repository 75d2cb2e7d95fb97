namespace Diglot.Torch.NN.Shapes;

/// <summary>The windows of images as columns.</summary>
/// <remarks>
/// <para>Input (N, C, H, W) or (C, H, W), output (N, C · kH · kW, L): the windows row by row, each with channels, rows and columns in this order.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unfold.html. Keras: <c>keras.ops.image.extract_patches</c>, channels last within a window.</para>
/// </remarks>
/// <param name="kernel_size">Size of the window.</param>
/// <param name="dilation">Distance between the window's elements; 1 by default.</param>
/// <param name="padding">Zeros on each side; 0 by default.</param>
/// <param name="stride">Step between windows; 1 by default.</param>
[Face("nn")]
public sealed class Unfold(IntOrTuple kernel_size, IntOrTuple? dilation = null, IntOrTuple? padding = null, IntOrTuple? stride = null) : Module
{
    /// <summary>Size of the window.</summary>
    public IntOrTuple kernel_size { get; } = kernel_size;

    /// <summary>Distance between the window's elements.</summary>
    public IntOrTuple dilation { get; } = dilation ?? 1;

    /// <summary>Zeros on each side.</summary>
    public IntOrTuple padding { get; } = padding ?? 0;

    /// <summary>Step between windows.</summary>
    public IntOrTuple stride { get; } = stride ?? 1;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.unfold(input, kernel_size, dilation, padding, stride);

    /// <inheritdoc/>
    public override string extra_repr() => $"kernel_size={kernel_size}, dilation={dilation}, padding={padding}, stride={stride}";
}
