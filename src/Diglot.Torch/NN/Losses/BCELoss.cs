namespace Diglot.Torch.NN.Losses;

/// <summary>Binary cross-entropy of probabilities: −(t · log x + (1 − t) · log(1 − x)).</summary>
/// <remarks>
/// <para>Input and target (*), logarithms not below −100. Keras: <c>BinaryCrossentropy</c>, which keeps probabilities 1e-7 away from 0 and 1.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class BCELoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="weight">A factor for each element.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public BCELoss(Tensor? weight = null, string reduction = "mean")
    {
        this.weight = register_buffer(nameof(weight), weight);
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary>A factor for each element.</summary>
    public Tensor? weight { get; set; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.binary_cross_entropy(input, target, weight, reduction);
}
