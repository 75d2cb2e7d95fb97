namespace Diglot.Torch.NN.Normalizations;

/// <summary>x / (k + alpha · mean of squares over size neighbouring channels)^beta.</summary>
/// <remarks>
/// <para>Input and output (N, C, *); the mean divides by size also at the edges. Keras has no such layer.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LocalResponseNorm.html.</para>
/// </remarks>
/// <param name="size">Number of channels.</param>
/// <param name="alpha">Factor of the mean.</param>
/// <param name="beta">Exponent.</param>
/// <param name="k">Added to it.</param>
[Face("nn")]
public sealed class LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1.0) : Module
{
    /// <summary>Number of channels.</summary>
    public int size { get; } = Arguments.Positive(size, nameof(size));

    /// <summary>Factor of the mean.</summary>
    public double alpha { get; } = alpha;

    /// <summary>Exponent.</summary>
    public double beta { get; } = beta;

    /// <summary>Added to it.</summary>
    public double k { get; } = k;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.local_response_norm(input, size, alpha, beta, k);

    /// <inheritdoc/>
    public override string extra_repr() => $"{size}, alpha={PythonText.Of(alpha)}, beta={PythonText.Of(beta)}, k={PythonText.Of(k)}";
}
