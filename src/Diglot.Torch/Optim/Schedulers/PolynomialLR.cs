namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Lets the rate fall to 0 in total_iters steps: lr₀ · (1 − t / total_iters)^power.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.PolynomialLR.html. Keras: <c>PolynomialDecay</c>.</remarks>
[Face("optim.lr_scheduler")]
public sealed class PolynomialLR : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="total_iters">Steps until 0.</param>
    /// <param name="power">Exponent.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1)
        : base(optimizer)
    {
        Attributes["total_iters"] = (long)total_iters;
        Attributes["power"] = power;
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
    {
        var total = Number("total_iters");
        return IsInitial || last_epoch > total ? Rates
            : Rates.Select(lr => lr * Math.Pow((1 - (last_epoch / total)) / (1 - ((last_epoch - 1) / total)), Number("power")));
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> ClosedForm()
        => base_lrs.Select(lr => lr * Math.Pow(1 - (Math.Min(Number("total_iters"), last_epoch) / Number("total_iters")), Number("power")));
}
