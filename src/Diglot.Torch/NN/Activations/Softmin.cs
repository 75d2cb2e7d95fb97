namespace Diglot.Torch.NN.Activations;

/// <summary>softmax(−x) along an axis.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>none</c> over the last axis.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmin.html.</para>
/// </remarks>
/// <param name="dim">The axis; without one PyTorch takes 0 for inputs of 0, 1 or 3 axes and 1 for others.</param>
[Face("nn")]
public sealed class Softmin(int? dim = null) : Module
{
    /// <summary>The axis; without one PyTorch takes 0 for inputs of 0, 1 or 3 axes and 1 for others.</summary>
    public int? dim { get; } = dim;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.softmin(input, dim);

    /// <inheritdoc/>
    public override string extra_repr() => $"dim={PythonText.Of(dim)}";
}
