namespace Diglot.Torch.NN.Losses;

/// <summary>Mean squared error: (input − target)².</summary>
/// <remarks>
/// <para>Input and target (*). Keras: <c>MeanSquaredError</c>, which first takes the mean over the last axis.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html.</para>
/// </remarks>
[Face("nn")]
public sealed class MSELoss : Module
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</param>
    public MSELoss(string reduction = "mean")
    {
        this.reduction = Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
    }

    /// <summary><c>mean</c>, <c>sum</c> or <c>none</c> (a value for each element).</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => F.mse_loss(input, target, reduction);
}
