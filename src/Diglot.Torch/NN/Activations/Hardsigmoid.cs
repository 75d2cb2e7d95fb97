namespace Diglot.Torch.NN.Activations;

/// <summary>min(max(x + 3, 0), 6) / 6.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras 3: <c>activation="hard_sigmoid"</c>; Keras 2 computes 0.2 · x + 0.5.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardsigmoid.html.</para>
/// </remarks>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class Hardsigmoid(bool inplace = false) : Module
{
    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.hardsigmoid(input, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => inplace ? "inplace=True" : string.Empty;
}
