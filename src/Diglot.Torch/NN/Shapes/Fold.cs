namespace Diglot.Torch.NN.Shapes;

/// <summary>Columns of windows added up to images; what overlaps is summed.</summary>
/// <remarks>
/// <para>Input (N, C · kH · kW, L) or (C · kH · kW, L), as <c>Unfold</c> gives it; output (N, C, H, W).</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Fold.html. Keras has no such layer.</para>
/// </remarks>
/// <param name="output_size">Height and width of the images.</param>
/// <param name="kernel_size">Size of the window.</param>
/// <param name="dilation">Distance between the window's elements; 1 by default.</param>
/// <param name="padding">Zeros that were on each side; 0 by default.</param>
/// <param name="stride">Step between windows; 1 by default.</param>
[Face("nn")]
public sealed class Fold(IntOrTuple output_size, IntOrTuple kernel_size, IntOrTuple? dilation = null, IntOrTuple? padding = null, IntOrTuple? stride = null) : Module
{
    /// <summary>Height and width of the images.</summary>
    public IntOrTuple output_size { get; } = output_size;

    /// <summary>Size of the window.</summary>
    public IntOrTuple kernel_size { get; } = kernel_size;

    /// <summary>Distance between the window's elements.</summary>
    public IntOrTuple dilation { get; } = dilation ?? 1;

    /// <summary>Zeros that were on each side.</summary>
    public IntOrTuple padding { get; } = padding ?? 0;

    /// <summary>Step between windows.</summary>
    public IntOrTuple stride { get; } = stride ?? 1;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.fold(input, output_size, kernel_size, dilation, padding, stride);

    /// <inheritdoc/>
    public override string extra_repr() => $"output_size={output_size}, kernel_size={kernel_size}, dilation={dilation}, padding={padding}, stride={stride}";
}
