namespace Diglot.Torch.NN.Activations;

/// <summary>log(1 / (1 + e⁻ˣ)).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="log_sigmoid"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSigmoid.html.</para>
/// </remarks>
[Face("nn")]
public sealed class LogSigmoid : Module
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.logsigmoid(input);
}
