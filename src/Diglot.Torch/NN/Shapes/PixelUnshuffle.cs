namespace Diglot.Torch.NN.Shapes;

/// <summary>Moves space into channels: (N, C, H · r, W · r) becomes (N, C · r², H, W).</summary>
/// <remarks>
/// <para>The reverse of <see cref="PixelShuffle"/>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PixelUnshuffle.html.</para>
/// </remarks>
/// <param name="downscale_factor">The factor r.</param>
[Face("nn")]
public sealed class PixelUnshuffle(int downscale_factor) : Module
{
    /// <summary>The factor r.</summary>
    public int downscale_factor { get; } = Arguments.Positive(downscale_factor, nameof(downscale_factor));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.pixel_unshuffle(input, downscale_factor);

    /// <inheritdoc/>
    public override string extra_repr() => $"downscale_factor={downscale_factor}";
}
