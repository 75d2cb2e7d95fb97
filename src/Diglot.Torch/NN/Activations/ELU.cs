namespace Diglot.Torch.NN.Activations;

/// <summary>Exponential linear unit: x if positive, else alpha · (eˣ − 1).</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>ELU</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ELU.html.</para>
/// </remarks>
/// <param name="alpha">The limit for very negative inputs is −alpha.</param>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class ELU(double alpha = 1.0, bool inplace = false) : Module
{
    /// <summary>The limit for very negative inputs is −alpha.</summary>
    public double alpha { get; } = alpha;

    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.elu(input, alpha, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => $"alpha={PythonText.Of(alpha)}" + (inplace ? ", inplace=True" : string.Empty);
}
