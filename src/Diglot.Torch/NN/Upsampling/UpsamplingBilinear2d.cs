namespace Diglot.Torch.NN.Upsampling;

/// <summary><see cref="Upsample"/> of images with mode bilinear and aligned corners.</summary>
/// <remarks>
/// <para>Input and output (N, C, H, W).</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.UpsamplingBilinear2d.html.</para>
/// </remarks>
/// <param name="size">Lengths of the output; or give scale_factor.</param>
/// <param name="scale_factor">Factors.</param>
[Face("nn")]
public sealed class UpsamplingBilinear2d(IntOrTuple? size = null, NumberOrTuple? scale_factor = null) : Module
{
    /// <summary>Lengths of the output.</summary>
    public IntOrTuple? size { get; } = size;

    /// <summary>Factors.</summary>
    public NumberOrTuple? scale_factor { get; } = scale_factor;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.interpolate(input, size, scale_factor, "bilinear", align_corners: true);

    /// <inheritdoc/>
    public override string extra_repr() => (scale_factor is { } factor ? $"scale_factor={factor}" : $"size={size}") + ", mode='bilinear'";
}
