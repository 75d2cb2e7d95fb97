namespace Diglot.Torch.NN.Activations;

/// <summary>Softmax over the channels at each place of an image.</summary>
/// <remarks>
/// <para>Input and output (N, C, H, W) or (C, H, W).</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax2d.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Softmax2d : Module
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.Rank is 3 or 4 ? input.Softmax(-3)
        : throw new ArgumentException($"Softmax2d: expected input to be 3D or 4D, got {input.Rank}D instead", nameof(input));
}
