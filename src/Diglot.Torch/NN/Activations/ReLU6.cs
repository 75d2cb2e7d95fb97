namespace Diglot.Torch.NN.Activations;

/// <summary>min(max(x, 0), 6).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Gradient 0 at both ends. Keras: <c>ReLU(max_value=6)</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU6.html.</para>
/// </remarks>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class ReLU6(bool inplace = false) : Module
{
    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.relu6(input, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => inplace ? "inplace=True" : string.Empty;
}
