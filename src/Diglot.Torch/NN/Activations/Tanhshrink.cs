namespace Diglot.Torch.NN.Activations;

/// <summary>x − tanh x.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="tanh_shrink"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanhshrink.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Tanhshrink : Module
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.tanhshrink(input);
}
