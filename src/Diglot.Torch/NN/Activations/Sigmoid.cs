namespace Diglot.Torch.NN.Activations;

/// <summary>1 / (1 + e⁻ˣ).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="sigmoid"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Sigmoid : Module
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.Sigmoid();
}
