namespace Diglot.Torch.NN.Activations;

/// <summary>Hyperbolic tangent.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="tanh"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanh.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Tanh : Module
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.Tanh();
}
