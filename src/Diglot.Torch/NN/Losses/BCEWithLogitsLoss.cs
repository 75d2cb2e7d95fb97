namespace Diglot.Torch.NN.Losses;

/// <summary>Binary cross-entropy of sigmoid(input), stable for large logits.</summary>
/// <remarks>
/// <para>Input and target (*). Keras: <c>BinaryCrossentropy(from_logits=True)</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class BCEWithLogitsLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="weight">A factor for each element.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    /// <param name="pos_weight">A factor for the positive part of each class.</param>
    public BCEWithLogitsLoss(Tensor? weight = null, string reduction = "mean", Tensor? pos_weight = null)
    {
        this.weight = register_buffer(nameof(weight), weight);
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
        this.pos_weight = register_buffer(nameof(pos_weight), pos_weight);
    }

    /// <summary>A factor for each element.</summary>
    public Tensor? weight { get; set; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <summary>A factor for the positive part of each class.</summary>
    public Tensor? pos_weight { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weight);
}
