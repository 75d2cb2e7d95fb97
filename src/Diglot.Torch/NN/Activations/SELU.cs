namespace Diglot.Torch.NN.Activations;

/// <summary>Scaled exponential linear unit: 1.0507 · (x if positive, else 1.6733 · (eˣ − 1)).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="selu"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SELU.html.</para>
/// </remarks>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class SELU(bool inplace = false) : Module
{
    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.selu(input, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => inplace ? "inplace=True" : string.Empty;
}
