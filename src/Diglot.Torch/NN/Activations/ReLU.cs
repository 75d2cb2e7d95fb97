namespace Diglot.Torch.NN.Activations;

/// <summary>Rectified linear unit: max(x, 0).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Gradient 0 at 0. Keras: <c>ReLU</c>, <c>activation="relu"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html.</para>
/// </remarks>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class ReLU(bool inplace = false) : Module
{
    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.relu(input, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => inplace ? "inplace=True" : string.Empty;
}
