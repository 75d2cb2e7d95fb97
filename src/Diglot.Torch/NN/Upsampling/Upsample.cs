namespace Diglot.Torch.NN.Upsampling;

/// <summary>Makes the axes after the second longer or shorter.</summary>
/// <remarks>
/// <para>Input (N, C, *), output (N, C, *) of the lengths asked for. Keras: <c>UpSampling2D</c>, whose factors are whole.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Upsample.html.</para>
/// </remarks>
/// <param name="size">Lengths of the output; or give scale_factor.</param>
/// <param name="scale_factor">Factors.</param>
/// <param name="mode"><c>nearest</c>, <c>nearest-exact</c>, <c>linear</c>, <c>bilinear</c>, <c>bicubic</c>, <c>trilinear</c> or <c>area</c>.</param>
/// <param name="align_corners">Whether corner elements keep their place.</param>
/// <param name="recompute_scale_factor">Whether positions follow from the rounded lengths.</param>
[Face("nn")]
public sealed class Upsample(IntOrTuple? size = null, NumberOrTuple? scale_factor = null, string mode = "nearest", bool? align_corners = null, bool? recompute_scale_factor = null) : Module
{
    /// <summary>Lengths of the output.</summary>
    public IntOrTuple? size { get; } = size;

    /// <summary>Factors.</summary>
    public NumberOrTuple? scale_factor { get; } = scale_factor;

    /// <summary>How values between elements are found.</summary>
    public string mode { get; } = Arguments.OneOf(mode, nameof(mode), "nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area");

    /// <summary>Whether corner elements keep their place.</summary>
    public bool? align_corners { get; } = align_corners;

    /// <summary>Whether positions follow from the rounded lengths.</summary>
    public bool? recompute_scale_factor { get; } = recompute_scale_factor;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.interpolate(input, size, scale_factor, mode, align_corners, recompute_scale_factor);

    /// <inheritdoc/>
    public override string extra_repr() => (scale_factor is { } factor ? $"scale_factor={factor}" : $"size={size}") + $", mode='{mode}'";
}
