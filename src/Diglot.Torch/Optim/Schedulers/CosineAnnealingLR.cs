namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Moves the rate along half a cosine: eta_min + (lr₀ − eta_min) · (1 + cos(π · t / T_max)) / 2.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html. Keras: <c>CosineDecay</c>. See arxiv.org/abs/1608.03983.</remarks>
[Face("optim.lr_scheduler")]
public sealed class CosineAnnealingLR : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="T_max">Steps of half a period.</param>
    /// <param name="eta_min">Lowest rate.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public CosineAnnealingLR(Optimizer optimizer, int T_max, double eta_min = 0, int last_epoch = -1)
        : base(optimizer)
    {
        Attributes["T_max"] = (long)T_max;
        Attributes["eta_min"] = eta_min;
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
    {
        var (last, period, low) = (last_epoch, Number("T_max"), Number("eta_min"));
        return last == 0 ? Rates
            : Number("_step_count") == 1 && last > 0 ? ClosedForm()
            : (last - 1 - period) % (2 * period) == 0 ? Rates.Zip(base_lrs, (lr, first) => lr + ((first - low) * (1 - Math.Cos(Math.PI / period)) / 2))
            : Rates.Select(lr => ((1 + Math.Cos(Math.PI * last / period)) / (1 + Math.Cos(Math.PI * (last - 1) / period)) * (lr - low)) + low);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> ClosedForm()
        => base_lrs.Select(lr => Number("eta_min") + ((lr - Number("eta_min")) * (1 + Math.Cos(Math.PI * last_epoch / Number("T_max"))) / 2));
}
