using System.Collections;

namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Runs several schedulers at each step, each on what the one before it set.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ChainedScheduler.html.</remarks>
[Face("optim.lr_scheduler")]
public sealed class ChainedScheduler : LRScheduler
{
    private readonly LRScheduler[] _schedulers;

    /// <summary>Makes the scheduler.</summary>
    /// <param name="schedulers">The schedulers, all of one optimizer.</param>
    /// <exception cref="ArgumentException">There are none, or of several optimizers.</exception>
    public ChainedScheduler(LRScheduler[] schedulers)
        : base(SchedulerList.OptimizerOf(schedulers))
    {
        _schedulers = SchedulerList.Checked(schedulers, Optimizer);
        Attributes["_last_lr"] = Numbers(Rates);
    }

    /// <inheritdoc/>
    public override void step()
    {
        foreach (var scheduler in _schedulers)
        {
            scheduler.step();
        }

        Attributes["_last_lr"] = Numbers(Rates);
    }

    /// <inheritdoc/>
    public override OrderedDictionary<string, object?> state_dict() => SchedulerList.Add(base.state_dict(), _schedulers);

    /// <inheritdoc/>
    public override void load_state_dict(IDictionary state_dict)
    {
        base.load_state_dict(state_dict);
        SchedulerList.Load(state_dict, _schedulers);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr() => Rates;
}
