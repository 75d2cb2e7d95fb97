using System.Collections;

namespace Diglot.Torch.Optim.Schedulers;

/// <summary>What schedulers made of others share.</summary>
internal static class SchedulerList
{
    public static LRScheduler[] Checked(LRScheduler[] schedulers, Optimizer optimizer)
        => schedulers.Length > 0 && schedulers.All(scheduler => scheduler.IsOf(optimizer)) ? schedulers
            : throw new ArgumentException("Schedulers that run together are at least one, all of the same optimizer.", nameof(schedulers));

    public static Optimizer OptimizerOf(LRScheduler[] schedulers)
        => schedulers.Length > 0 ? schedulers[0].Of() : throw new ArgumentException("ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.", nameof(schedulers));

    public static OrderedDictionary<string, object?> Add(OrderedDictionary<string, object?> state, LRScheduler[] schedulers)
    {
        state["_schedulers"] = schedulers.Select(static scheduler => (object?)scheduler.state_dict()).ToList();
        return state;
    }

    public static void Load(IDictionary state, LRScheduler[] schedulers)
    {
        if (state["_schedulers"] is not IList { Count: var count } inner || count != schedulers.Length)
        {
            throw new ArgumentException($"The state has '_schedulers', one for each of the {schedulers.Length} schedulers.", nameof(state));
        }

        for (var i = 0; i < count; i++)
        {
            schedulers[i].load_state_dict((IDictionary)inner[i]!);
        }
    }
}
