namespace Diglot.Torch.NN.Losses;

/// <summary>max(0, −target · (input1 − input2) + margin), target −1 or 1.</summary>
/// <remarks>
/// <para>All (N) or (). Keras has none.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MarginRankingLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class MarginRankingLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="margin">How much the ranks must differ.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public MarginRankingLoss(double margin = 0.0, string reduction = "mean")
    {
        this.margin = margin;
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary>How much the ranks must differ.</summary>
    public double margin { get; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2, Tensor target) => F.margin_ranking_loss(input1, input2, target, margin, reduction);
}
