namespace Diglot.Torch.NN.Losses;

/// <summary>max(0, d(anchor, positive) − d(anchor, negative) + margin).</summary>
/// <remarks>
/// <para>All (N, D) or (D). Keras has none.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.TripletMarginLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class TripletMarginLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="margin">By how much the negative should be farther.</param>
    /// <param name="p">Norm of the distance.</param>
    /// <param name="eps">Keeps the distance away from 0.</param>
    /// <param name="swap">Whether the nearer of anchor and positive is compared with the negative.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public TripletMarginLoss(double margin = 1.0, double p = 2.0, double eps = 1e-6, bool swap = false, string reduction = "mean")
    {
        this.margin = margin;
        this.p = p;
        this.eps = eps;
        this.swap = swap;
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary>By how much the negative should be farther.</summary>
    public double margin { get; }

    /// <summary>Norm of the distance.</summary>
    public double p { get; }

    /// <summary>Keeps the distance away from 0.</summary>
    public double eps { get; }

    /// <summary>Whether the nearer of anchor and positive is compared with the negative.</summary>
    public bool swap { get; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative) => F.triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reduction);
}
