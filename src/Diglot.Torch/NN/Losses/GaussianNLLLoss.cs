namespace Diglot.Torch.NN.Losses;

/// <summary>Negative log-likelihood of a normal distribution: ½ (log var + (input − target)² / var).</summary>
/// <remarks>
/// <para>Input, target, var (*). Keras has none.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GaussianNLLLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class GaussianNLLLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="full">Whether ½ log 2π is added.</param>
    /// <param name="eps">Least variance.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public GaussianNLLLoss(bool full = false, double eps = 1e-6, string reduction = "mean")
    {
        this.full = full;
        this.eps = eps;
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary>Whether ½ log 2π is added.</summary>
    public bool full { get; }

    /// <summary>Least variance.</summary>
    public double eps { get; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target, Tensor var) => F.gaussian_nll_loss(input, target, var, full, eps, reduction);
}
