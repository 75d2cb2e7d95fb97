namespace Diglot.Torch.NN.Activations;

/// <summary>x − log Σ eˣ along an axis.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="log_softmax"</c> over the last axis.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSoftmax.html.</para>
/// </remarks>
/// <param name="dim">The axis; without one PyTorch takes 0 for inputs of 0, 1 or 3 axes and 1 for others.</param>
[Face("nn")]
public sealed class LogSoftmax(int? dim = null) : Module
{
    /// <summary>The axis; without one PyTorch takes 0 for inputs of 0, 1 or 3 axes and 1 for others.</summary>
    public int? dim { get; } = dim;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.log_softmax(input, dim);

    /// <inheritdoc/>
    public override string extra_repr() => $"dim={PythonText.Of(dim)}";
}
