namespace Diglot.Torch.NN.Activations;

/// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="hard_silu"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardswish.html.</para>
/// </remarks>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class Hardswish(bool inplace = false) : Module
{
    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.hardswish(input, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => inplace ? "inplace=True" : string.Empty;
}
