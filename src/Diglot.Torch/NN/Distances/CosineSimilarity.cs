namespace Diglot.Torch.NN.Distances;

/// <summary>x1 · x2 / (max(‖x1‖, eps) · max(‖x2‖, eps)) along an axis.</summary>
/// <remarks>
/// <para>Inputs (*, D, *), output (*, *). Keras: <c>Dot(normalize: true)</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CosineSimilarity.html.</para>
/// </remarks>
/// <param name="dim">The axis.</param>
/// <param name="eps">Smallest norm.</param>
[Face("nn")]
public sealed class CosineSimilarity(int dim = 1, double eps = 1e-8) : Module
{
    /// <summary>The axis.</summary>
    public int dim { get; } = dim;

    /// <summary>Smallest norm.</summary>
    public double eps { get; } = eps;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x1, Tensor x2) => F.cosine_similarity(x1, x2, dim, eps);

    /// <inheritdoc/>
    public override string extra_repr() => string.Empty;
}
