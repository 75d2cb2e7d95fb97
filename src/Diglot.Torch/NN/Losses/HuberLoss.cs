namespace Diglot.Torch.NN.Losses;

/// <summary>½ d² where |d| ≤ delta, else delta · (|d| − ½ delta), with d = input − target.</summary>
/// <remarks>
/// <para>Input and target (*). Keras: <c>Huber</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.HuberLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class HuberLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    /// <param name="delta">Where the quadratic part ends.</param>
    public HuberLoss(string reduction = "mean", double delta = 1.0)
    {
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
        this.delta = delta;
    }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <summary>Where the quadratic part ends.</summary>
    public double delta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.huber_loss(input, target, reduction, delta);
}
