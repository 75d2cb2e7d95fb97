namespace Diglot.Torch.NN.Shapes;

/// <summary>Moves channels into space: (N, C · r², H, W) becomes (N, C, H · r, W · r).</summary>
/// <remarks>
/// <para>Channel c · r² + i · r + j gives the pixel (i, j) of each block of channel c. Keras has no such layer; <c>tf.nn.depth_to_space</c> orders channels as (r, r, C).</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PixelShuffle.html.</para>
/// </remarks>
/// <param name="upscale_factor">The factor r.</param>
[Face("nn")]
public sealed class PixelShuffle(int upscale_factor) : Module
{
    /// <summary>The factor r.</summary>
    public int upscale_factor { get; } = Arguments.Positive(upscale_factor, nameof(upscale_factor));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.pixel_shuffle(input, upscale_factor);

    /// <inheritdoc/>
    public override string extra_repr() => $"upscale_factor={upscale_factor}";
}
