namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Multiplies the rate by gamma at each step.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html. Keras: <c>ExponentialDecay</c>.</remarks>
[Face("optim.lr_scheduler")]
public sealed class ExponentialLR : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="gamma">Factor of each step.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public ExponentialLR(Optimizer optimizer, double gamma, int last_epoch = -1)
        : base(optimizer)
    {
        Attributes["gamma"] = gamma;
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr() => last_epoch == 0 ? Rates : Rates.Select(lr => lr * Number("gamma"));

    /// <inheritdoc/>
    private protected override IEnumerable<double> ClosedForm() => base_lrs.Select(lr => lr * Math.Pow(Number("gamma"), last_epoch));
}
