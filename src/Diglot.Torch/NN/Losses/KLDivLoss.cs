namespace Diglot.Torch.NN.Losses;

/// <summary>Kullback-Leibler divergence: target · (log target − input), the input being logarithms.</summary>
/// <remarks>
/// <para>Input and target (*); <c>batchmean</c> divides the sum by N, as the definition does. Keras: <c>KLDivergence</c> takes probabilities and equals <c>batchmean</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.KLDivLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class KLDivLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    /// <param name="log_target">Whether the target is given as logarithms.</param>
    public KLDivLoss(string reduction = "mean", bool log_target = false)
    {
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "batchmean", "mean", "sum");
        this.log_target = log_target;
    }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <summary>Whether the target is given as logarithms.</summary>
    public bool log_target { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.kl_div(input, target, reduction, log_target);
}
