namespace Diglot.Torch.NN.Activations;

/// <summary>x · tanh(log(1 + eˣ)).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="mish"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Mish.html.</para>
/// </remarks>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class Mish(bool inplace = false) : Module
{
    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.mish(input, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => inplace ? "inplace=True" : string.Empty;
}
