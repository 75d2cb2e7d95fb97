namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Multiplies the rate by a factor that goes from start_factor to end_factor in total_iters steps.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html.</remarks>
[Face("optim.lr_scheduler")]
public sealed class LinearLR : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="start_factor">First factor, above 0 and at most 1.</param>
    /// <param name="end_factor">Last factor, 0 to 1.</param>
    /// <param name="total_iters">Steps from one to the other.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1)
        : base(optimizer)
    {
        if (start_factor is not (> 0 and <= 1) || end_factor is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"Starting multiplicative factor expected to be greater than 0 and less or equal to 1, ending factor between 0 and 1; received {start_factor} and {end_factor}.", nameof(start_factor));
        }

        Attributes["start_factor"] = start_factor;
        Attributes["end_factor"] = end_factor;
        Attributes["total_iters"] = (long)total_iters;
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
    {
        var (start, end, total) = (Number("start_factor"), Number("end_factor"), Number("total_iters"));
        return last_epoch == 0 ? Rates.Select(lr => lr * start)
            : IsInitial || last_epoch > total ? Rates
            : Rates.Select(lr => lr * (1 + ((end - start) / ((total * start) + ((last_epoch - 1) * (end - start))))));
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> ClosedForm()
        => base_lrs.Select(lr => lr * (Number("start_factor") + ((Number("end_factor") - Number("start_factor")) * Math.Min(Number("total_iters"), last_epoch) / Number("total_iters"))));
}
