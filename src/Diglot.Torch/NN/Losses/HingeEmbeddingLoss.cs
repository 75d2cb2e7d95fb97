namespace Diglot.Torch.NN.Losses;

/// <summary>input where target is 1, max(0, margin − input) where it is −1.</summary>
/// <remarks>
/// <para>Input and target (*). Keras has none.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.HingeEmbeddingLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class HingeEmbeddingLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="margin">Distance beyond which unlike pairs cost nothing.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public HingeEmbeddingLoss(double margin = 1.0, string reduction = "mean")
    {
        this.margin = margin;
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary>Distance beyond which unlike pairs cost nothing.</summary>
    public double margin { get; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.hinge_embedding_loss(input, target, margin, reduction);
}
