namespace Diglot.Torch.NN.Losses;

/// <summary>Cross-entropy of logits with class numbers or class probabilities: −log softmax(input)[target].</summary>
/// <remarks>
/// <para>Input logits (N, C), (N, C, d1, …) or (C); target class numbers (N), (N, d1, …) or (), or probabilities of the input's shape. No softmax belongs before it.</para>
/// <para>With weights and <c>mean</c> the sum is divided by the sum of the targets' weights. Keras: <c>CategoricalCrossentropy</c> and <c>SparseCategoricalCrossentropy</c>, which take probabilities unless <c>from_logits=True</c> and classes on the last axis.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class CrossEntropyLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="weight">A factor for each class, (C).</param>
    /// <param name="ignore_index">Targets of this number do not count.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    /// <param name="label_smoothing">Share of each target that is spread evenly over all classes.</param>
    public CrossEntropyLoss(Tensor? weight = null, int ignore_index = -100, string reduction = "mean", double label_smoothing = 0.0)
    {
        this.weight = register_buffer(nameof(weight), weight);
        this.ignore_index = ignore_index;
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
        this.label_smoothing = label_smoothing;
    }

    /// <summary>A factor for each class, (C).</summary>
    public Tensor? weight { get; set; }

    /// <summary>Targets of this number do not count.</summary>
    public int ignore_index { get; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <summary>Share of each target that is spread evenly over all classes.</summary>
    public double label_smoothing { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.cross_entropy(input, target, weight, ignore_index, reduction, label_smoothing);
}
