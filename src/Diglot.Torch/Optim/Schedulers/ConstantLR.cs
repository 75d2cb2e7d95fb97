namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Multiplies the rate by a factor for the first total_iters steps.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ConstantLR.html.</remarks>
[Face("optim.lr_scheduler")]
public sealed class ConstantLR : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="factor">The factor, 0 to 1.</param>
    /// <param name="total_iters">Steps that it lasts.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1)
        : base(optimizer)
    {
        if (factor is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"Constant multiplicative factor expected to be between 0 and 1; received {factor}.", nameof(factor));
        }

        Attributes["factor"] = factor;
        Attributes["total_iters"] = (long)total_iters;
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
        => last_epoch == 0 ? Rates.Select(lr => lr * Number("factor"))
            : last_epoch != (int)Number("total_iters") ? Rates
            : Rates.Select(lr => lr * (1 / Number("factor")));

    /// <inheritdoc/>
    private protected override IEnumerable<double> ClosedForm() => base_lrs.Select(lr => lr * (last_epoch >= Number("total_iters") ? 1 : Number("factor")));
}
