namespace Diglot.Torch.NN.Losses;

/// <summary>Negative log-likelihood: −weight[target] · input[target], the input being logarithms of probabilities.</summary>
/// <remarks>
/// <para>Input (N, C), (N, C, d1, …) or (C), target class numbers. Keras has none.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class NLLLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="weight">A factor for each class, (C).</param>
    /// <param name="ignore_index">Targets of this number do not count.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public NLLLoss(Tensor? weight = null, int ignore_index = -100, string reduction = "mean")
    {
        this.weight = register_buffer(nameof(weight), weight);
        this.ignore_index = ignore_index;
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary>A factor for each class, (C).</summary>
    public Tensor? weight { get; set; }

    /// <summary>Targets of this number do not count.</summary>
    public int ignore_index { get; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.nll_loss(input, target, weight, ignore_index, reduction);
}
