namespace Diglot.Torch.NN.Activations;

/// <summary>Gaussian error linear unit: x · Φ(x).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="gelu"</c>, <c>approximate</c> being a truth value.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GELU.html.</para>
/// </remarks>
/// <param name="approximate"><c>none</c>: exact; <c>tanh</c>: the tanh approximation.</param>
[Face("nn")]
public sealed class GELU(string approximate = "none") : Module
{
    /// <summary><c>none</c>: exact; <c>tanh</c>: the tanh approximation.</summary>
    public string approximate { get; } = approximate;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.gelu(input, approximate);

    /// <inheritdoc/>
    public override string extra_repr() => $"approximate={PythonText.Of(approximate)}";
}
