namespace Diglot.Torch.NN.Activations;

/// <summary>Gated linear unit: first half · sigmoid(second half).</summary>
/// <remarks>
/// <para>Input (*, 2D, *), output (*, D, *). Keras: <c>activation="glu"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GLU.html.</para>
/// </remarks>
/// <param name="dim">Axis that is halved.</param>
[Face("nn")]
public sealed class GLU(int dim = -1) : Module
{
    /// <summary>Axis that is halved.</summary>
    public int dim { get; } = dim;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.glu(input, dim);

    /// <inheritdoc/>
    public override string extra_repr() => $"dim={dim}";
}
