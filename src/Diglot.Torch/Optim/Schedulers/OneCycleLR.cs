using System.Collections;
using System.Globalization;

namespace Diglot.Torch.Optim.Schedulers;

/// <summary>One rise of the rate to max_lr and one long fall, momentum the other way round.</summary>
/// <remarks>
/// Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html (arxiv.org/abs/1708.07120). Its steps are batches. It goes from
/// max_lr / div_factor to max_lr in the first pct_start of the steps, then to the first rate / final_div_factor.
/// </remarks>
[Face("optim.lr_scheduler")]
public sealed class OneCycleLR : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="max_lr">Highest rate.</param>
    /// <param name="total_steps">Steps in all; or give epochs and steps_per_epoch.</param>
    /// <param name="epochs">Epochs.</param>
    /// <param name="steps_per_epoch">Batches of an epoch.</param>
    /// <param name="pct_start">Share of the steps that rise.</param>
    /// <param name="anneal_strategy"><c>cos</c> or <c>linear</c>.</param>
    /// <param name="cycle_momentum">Whether momentum moves too.</param>
    /// <param name="base_momentum">Lowest momentum.</param>
    /// <param name="max_momentum">Highest momentum.</param>
    /// <param name="div_factor">How much lower than max_lr the first rate is.</param>
    /// <param name="final_div_factor">How much lower than the first rate the last one is.</param>
    /// <param name="three_phase">Whether the fall stops at the first rate on its way.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    /// <exception cref="ArgumentException">The number of steps is not given, or a share is outside 0 … 1.</exception>
    public OneCycleLR(
        Optimizer optimizer, double max_lr, int? total_steps = null, int? epochs = null, int? steps_per_epoch = null, double pct_start = 0.3, string anneal_strategy = "cos", bool cycle_momentum = true,
        double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25.0, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1)
        : base(optimizer)
    {
        var total = total_steps ?? (epochs * steps_per_epoch) ?? throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch)", nameof(total_steps));
        Arguments.Positive(total, nameof(total_steps));
        Arguments.OneOf(anneal_strategy, nameof(anneal_strategy), "cos", "linear");
        if (pct_start is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"Expected float between 0 and 1 pct_start, but got {PythonText.Of(pct_start)}", nameof(pct_start));
        }

        Attributes["total_steps"] = (long)total;
        Attributes["_schedule_phases"] = three_phase
            ?
            [
                Phase((pct_start * total) - 1, "initial_lr", "max_lr", "max_momentum", "base_momentum"),
                Phase((2 * pct_start * total) - 2, "max_lr", "initial_lr", "base_momentum", "max_momentum"),
                Phase(total - 1, "initial_lr", "min_lr", "max_momentum", "max_momentum"),
            ]
            : new List<object?>
            {
                Phase((pct_start * total) - 1, "initial_lr", "max_lr", "max_momentum", "base_momentum"),
                Phase(total - 1, "max_lr", "min_lr", "base_momentum", "max_momentum"),
            };
        (Attributes["_anneal_func_type"], Attributes["cycle_momentum"], Attributes["use_beta1"]) = (anneal_strategy, cycle_momentum, cycle_momentum && CycledMomentum.UsesBetas(optimizer));
        if (last_epoch == -1)
        {
            foreach (var group in optimizer.param_groups)
            {
                (group["initial_lr"], group["max_lr"], group["min_lr"]) = (max_lr / div_factor, max_lr, max_lr / div_factor / final_div_factor);
                if (cycle_momentum)
                {
                    CycledMomentum.Set(group, max_momentum);
                    (group["max_momentum"], group["base_momentum"]) = (max_momentum, base_momentum);
                }
            }
        }

        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
    {
        if (last_epoch > Number("total_steps"))
        {
            throw new InvalidOperationException($"Tried to step {last_epoch} times. The specified number of total steps is {Number("total_steps")}");
        }

        var (start, phases) = (0.0, ((IEnumerable)Attributes["_schedule_phases"]!).Cast<IDictionary>().ToArray());
        var index = 0;
        while (index < phases.Length - 1 && last_epoch > End(phases[index]))
        {
            start = End(phases[index++]);
        }

        var (phase, done) = (phases[index], (last_epoch - start) / (End(phases[index]) - start));
        if (Attributes["cycle_momentum"] is true)
        {
            foreach (var group in Optimizer.param_groups)
            {
                CycledMomentum.Set(group, Between(group, phase, "momentum", done));
            }
        }

        return Optimizer.param_groups.Select(group => Between(group, phase, "lr", done));
    }

    private double Between(ParameterGroup group, IDictionary phase, string what, double done)
    {
        var (from, to) = (group.Number((string)phase["start_" + what]!), group.Number((string)phase["end_" + what]!));
        return Word("_anneal_func_type") == "cos" ? to + ((from - to) / 2 * (Math.Cos(Math.PI * done) + 1)) : ((to - from) * done) + from;
    }

    private static double End(IDictionary phase) => System.Convert.ToDouble(phase["end_step"], CultureInfo.InvariantCulture);

    private static OrderedDictionary<string, object?> Phase(double end, string start_lr, string end_lr, string start_momentum, string end_momentum) => new()
    {
        ["end_step"] = end,
        ["start_lr"] = start_lr,
        ["end_lr"] = end_lr,
        ["start_momentum"] = start_momentum,
        ["end_momentum"] = end_momentum,
    };
}
