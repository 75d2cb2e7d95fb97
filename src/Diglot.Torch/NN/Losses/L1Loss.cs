namespace Diglot.Torch.NN.Losses;

/// <summary>Mean absolute error: |input − target|.</summary>
/// <remarks>
/// <para>Input and target (*). Keras: <c>MeanAbsoluteError</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.L1Loss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class L1Loss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public L1Loss(string reduction = "mean")
    {
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.l1_loss(input, target, reduction);
}
