namespace Diglot.Torch.NN.Activations;

/// <summary>x / (1 + |x|).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="softsign"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softsign.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Softsign : Module
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.softsign(input);
}
