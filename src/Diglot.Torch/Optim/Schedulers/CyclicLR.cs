namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Moves the rate up and down between two bounds, and momentum the other way round.</summary>
/// <remarks>
/// Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CyclicLR.html (arxiv.org/abs/1506.01186). Its steps are batches. Mode <c>triangular2</c>
/// halves the height at each cycle, <c>exp_range</c> multiplies it by gamma at each step.
/// </remarks>
[Face("optim.lr_scheduler")]
public sealed class CyclicLR : LRScheduler
{
    private readonly Func<double, double>? _scale;

    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="base_lr">Lower bound.</param>
    /// <param name="max_lr">Upper bound.</param>
    /// <param name="step_size_up">Steps up.</param>
    /// <param name="step_size_down">Steps down; as many by default.</param>
    /// <param name="mode"><c>triangular</c>, <c>triangular2</c> or <c>exp_range</c>.</param>
    /// <param name="gamma">Factor of <c>exp_range</c>.</param>
    /// <param name="scale_fn">A factor of one's own for the height, instead of a mode.</param>
    /// <param name="scale_mode">Whether scale_fn is given the <c>cycle</c> (from 1) or the number of <c>iterations</c>.</param>
    /// <param name="cycle_momentum">Whether momentum moves too.</param>
    /// <param name="base_momentum">Momentum at the upper rate.</param>
    /// <param name="max_momentum">Momentum at the lower rate.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public CyclicLR(
        Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int? step_size_down = null, string mode = "triangular", double gamma = 1.0, Func<double, double>? scale_fn = null,
        string scale_mode = "cycle", bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1)
        : base(optimizer)
    {
        Arguments.OneOf(mode, nameof(mode), "triangular", "triangular2", "exp_range");
        Arguments.OneOf(scale_mode, nameof(scale_mode), "cycle", "iterations");
        _scale = scale_fn;
        var total = (double)step_size_up + (step_size_down ?? step_size_up);
        var usesBetas = cycle_momentum && CycledMomentum.UsesBetas(optimizer);
        Attributes["max_lrs"] = Numbers(ForGroups([max_lr], nameof(max_lr)));
        (Attributes["total_size"], Attributes["step_ratio"], Attributes["mode"], Attributes["gamma"]) = (total, step_size_up / total, mode, gamma);
        Attributes["scale_mode"] = scale_fn is not null ? scale_mode : mode == "exp_range" ? "iterations" : "cycle";
        (Attributes["cycle_momentum"], Attributes["use_beta1"]) = (cycle_momentum, usesBetas);
        if (cycle_momentum)
        {
            Attributes["base_momentums"] = Numbers(ForGroups([base_momentum], nameof(base_momentum)));
            Attributes["max_momentums"] = Numbers(ForGroups([max_momentum], nameof(max_momentum)));
        }

        foreach (var group in optimizer.param_groups)
        {
            if (last_epoch == -1)
            {
                group["lr"] = base_lr;
                if (cycle_momentum)
                {
                    CycledMomentum.Set(group, max_momentum);
                    (group["max_momentum"], group["base_momentum"]) = (max_momentum, base_momentum);
                }
            }
        }

        Begin(last_epoch);
        Attributes["base_lrs"] = Numbers(ForGroups([base_lr], nameof(base_lr)));
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
    {
        var (total, ratio) = (Number("total_size"), Number("step_ratio"));
        var cycle = Math.Floor(1 + (last_epoch / total));
        var x = 1 + (last_epoch / total) - cycle;
        var height = (x <= ratio ? x / ratio : (x - 1) / (ratio - 1)) * Scale(Word("scale_mode") == "cycle" ? cycle : last_epoch);
        if (Attributes["cycle_momentum"] is true)
        {
            foreach (var (group, bounds) in Optimizer.param_groups.Zip(List("base_momentums").Zip(List("max_momentums"))))
            {
                CycledMomentum.Set(group, bounds.Second - ((bounds.Second - bounds.First) * height));
            }
        }

        return base_lrs.Zip(List("max_lrs"), (low, high) => low + ((high - low) * height));
    }

    private double Scale(double x) => _scale is not null ? _scale(x) : Word("mode") switch
    {
        "triangular2" => 1 / Math.Pow(2, x - 1),
        "exp_range" => Math.Pow(Number("gamma"), x),
        _ => 1,
    };
}
