using System.Collections;

namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Runs schedulers one after another, each from one milestone to the next, where it begins anew.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.SequentialLR.html.</remarks>
[Face("optim.lr_scheduler")]
public sealed class SequentialLR : LRScheduler
{
    private readonly LRScheduler[] _schedulers;

    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer of all the schedulers.</param>
    /// <param name="schedulers">The schedulers.</param>
    /// <param name="milestones">The steps at which the second, third … begins.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    /// <exception cref="ArgumentException">There is not one milestone less than schedulers, or a scheduler is for another optimizer.</exception>
    public SequentialLR(Optimizer optimizer, LRScheduler[] schedulers, int[] milestones, int last_epoch = -1)
        : base(optimizer)
    {
        _schedulers = SchedulerList.Checked(schedulers, optimizer);
        if (milestones.Length != schedulers.Length - 1)
        {
            throw new ArgumentException($"Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, but got number of schedulers {schedulers.Length} and the number of milestones to be equal to {milestones.Length}", nameof(milestones));
        }

        Attributes["_milestones"] = new List<object?>(milestones.Select(static step => (object?)(long)step));
        Attributes["last_epoch"] = (long)last_epoch + 1;
        foreach (var group in optimizer.param_groups)
        {
            group["lr"] = group["initial_lr"];
        }

        // Each scheduler made its first step when it was made; only the first one's counts.
        foreach (var scheduler in schedulers)
        {
            scheduler.Undo();
        }

        schedulers[0].InitialStep();
        Attributes["_last_lr"] = Numbers(schedulers[0].get_last_lr());
    }

    /// <inheritdoc/>
    public override void step()
    {
        var now = last_epoch + 1;
        Attributes["last_epoch"] = (long)now;
        var milestones = List("_milestones");
        var index = milestones.Count(step => step <= now);
        var scheduler = _schedulers[index];
        if (index > 0 && milestones[index - 1] == now)
        {
            scheduler.step(0);
        }
        else
        {
            scheduler.step();
        }

        Attributes["_last_lr"] = Numbers(scheduler.get_last_lr());
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
