namespace Diglot.Torch.NN.Losses;

/// <summary>½ d² / beta where |d| &lt; beta, else |d| − ½ beta, with d = input − target.</summary>
/// <remarks>
/// <para>Input and target (*). Keras: <c>Huber</c> is beta times this.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SmoothL1Loss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class SmoothL1Loss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    /// <param name="beta">Where the quadratic part ends.</param>
    public SmoothL1Loss(string reduction = "mean", double beta = 1.0)
    {
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
        this.beta = beta;
    }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <summary>Where the quadratic part ends.</summary>
    public double beta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.smooth_l1_loss(input, target, reduction, beta);
}
