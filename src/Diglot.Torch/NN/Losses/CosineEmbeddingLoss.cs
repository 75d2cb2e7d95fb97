namespace Diglot.Torch.NN.Losses;

/// <summary>1 − cos(input1, input2) where target is 1, max(0, cos − margin) where it is −1.</summary>
/// <remarks>
/// <para>Inputs (N, D) or (D), target (N) or (). Keras: <c>CosineSimilarity</c> is −cos.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CosineEmbeddingLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class CosineEmbeddingLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="margin">Cosine below which unlike pairs cost nothing.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public CosineEmbeddingLoss(double margin = 0.0, string reduction = "mean")
    {
        this.margin = margin;
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary>Cosine below which unlike pairs cost nothing.</summary>
    public double margin { get; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2, Tensor target) => F.cosine_embedding_loss(input1, input2, target, margin, reduction);
}
