namespace Diglot.Torch.NN.Distances;

/// <summary>‖x1 − x2 + eps‖ₚ over the last axis.</summary>
/// <remarks>
/// <para>Inputs (N, D), output (N).</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PairwiseDistance.html.</para>
/// </remarks>
/// <param name="p">The p of the norm.</param>
/// <param name="eps">Added to each difference.</param>
/// <param name="keepdim">Whether the axis stays, with length 1.</param>
[Face("nn")]
public sealed class PairwiseDistance(double p = 2.0, double eps = 1e-6, bool keepdim = false) : Module
{
    /// <summary>The p of the norm.</summary>
    public double norm { get; } = p;

    /// <summary>Added to each difference.</summary>
    public double eps { get; } = eps;

    /// <summary>Whether the axis stays, with length 1.</summary>
    public bool keepdim { get; } = keepdim;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x1, Tensor x2) => F.pairwise_distance(x1, x2, norm, eps, keepdim);

    /// <inheritdoc/>
    public override string extra_repr() => string.Empty;
}
