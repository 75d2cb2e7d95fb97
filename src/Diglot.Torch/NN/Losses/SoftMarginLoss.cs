namespace Diglot.Torch.NN.Losses;

/// <summary>log(1 + e^(−target · input)), target −1 or 1.</summary>
/// <remarks>
/// <para>Input and target (*). Keras has none.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SoftMarginLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class SoftMarginLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public SoftMarginLoss(string reduction = "mean")
    {
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.soft_margin_loss(input, target, reduction);
}
