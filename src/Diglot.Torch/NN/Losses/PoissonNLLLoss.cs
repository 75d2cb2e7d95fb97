namespace Diglot.Torch.NN.Losses;

/// <summary>Negative log-likelihood of a Poisson rate: e^input − target · input.</summary>
/// <remarks>
/// <para>Input and target (*). Keras: <c>Poisson</c> is log_input=False.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PoissonNLLLoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class PoissonNLLLoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="log_input">Whether the input is the logarithm of the rate.</param>
    /// <param name="full">Whether Stirling's approximation of log(target!) is added.</param>
    /// <param name="eps">Keeps the logarithm away from 0.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public PoissonNLLLoss(bool log_input = true, bool full = false, double eps = 1e-8, string reduction = "mean")
    {
        this.log_input = log_input;
        this.full = full;
        this.eps = eps;
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary>Whether the input is the logarithm of the rate.</summary>
    public bool log_input { get; }

    /// <summary>Whether Stirling's approximation of log(target!) is added.</summary>
    public bool full { get; }

    /// <summary>Keeps the logarithm away from 0.</summary>
    public double eps { get; }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.poisson_nll_loss(input, target, log_input, full, eps, reduction);
}
