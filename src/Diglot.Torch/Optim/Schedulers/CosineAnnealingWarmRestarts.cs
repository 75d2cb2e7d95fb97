namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Moves the rate along half a cosine and begins again at the top, each time T_mult times as long.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.html. Keras: <c>CosineDecayRestarts</c>. See arxiv.org/abs/1608.03983.</remarks>
[Face("optim.lr_scheduler")]
public sealed class CosineAnnealingWarmRestarts : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="T_0">Steps until the first restart.</param>
    /// <param name="T_mult">Factor of the steps between restarts.</param>
    /// <param name="eta_min">Lowest rate.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public CosineAnnealingWarmRestarts(Optimizer optimizer, int T_0, int T_mult = 1, double eta_min = 0, int last_epoch = -1)
        : base(optimizer)
    {
        if (T_0 <= 0 || T_mult < 1)
        {
            throw new ArgumentException($"Expected positive integer T_0 and integer T_mult >= 1; received {T_0} and {T_mult}.", nameof(T_0));
        }

        Attributes["T_0"] = (long)T_0;
        Attributes["T_i"] = (long)T_0;
        Attributes["T_mult"] = (long)T_mult;
        Attributes["eta_min"] = eta_min;
        Attributes["T_cur"] = (long)last_epoch;
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    public override void step()
    {
        if (last_epoch < 0)
        {
            step(0);
            return;
        }

        var (current, period) = ((long)Number("T_cur") + 1, (long)Number("T_i"));
        if (current >= period)
        {
            (current, period) = (current - period, period * (long)Number("T_mult"));
        }

        Go(last_epoch + 1, current, period);
    }

    /// <inheritdoc/>
    public override void step(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var (first, factor) = ((long)Number("T_0"), (long)Number("T_mult"));
        var (current, period) = ((long)epoch, first);
        while (current >= period)
        {
            (current, period) = (current - period, period * factor);
        }

        Go(epoch, current, period);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
        => base_lrs.Select(lr => Number("eta_min") + ((lr - Number("eta_min")) * (1 + Math.Cos(Math.PI * Number("T_cur") / Number("T_i"))) / 2));

    private void Go(int epoch, long current, long period)
    {
        (Attributes["T_cur"], Attributes["T_i"], Attributes["last_epoch"]) = (current, period, (long)epoch);
        Set(get_lr());
    }
}
