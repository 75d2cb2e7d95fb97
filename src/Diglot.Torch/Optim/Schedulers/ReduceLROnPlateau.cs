namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Multiplies the rate by a factor when a metric has not improved for more than patience steps.</summary>
/// <remarks>
/// Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html. Keras's callback of this name with patience p is this one with
/// patience p − 1 and threshold_mode <c>abs</c>.
/// </remarks>
[Face("optim.lr_scheduler")]
public sealed class ReduceLROnPlateau : LRScheduler
{
    /// <summary>Makes the scheduler.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="mode"><c>min</c> where less is better, else <c>max</c>.</param>
    /// <param name="factor">Factor of each change, below 1.</param>
    /// <param name="patience">Steps without improvement that are let pass.</param>
    /// <param name="threshold">What counts as an improvement.</param>
    /// <param name="threshold_mode">Whether threshold is a share of the best value (<c>rel</c>) or a difference (<c>abs</c>).</param>
    /// <param name="cooldown">Steps after a change in which nothing is counted.</param>
    /// <param name="min_lr">Lowest rate.</param>
    /// <param name="eps">Smaller changes are not made.</param>
    /// <exception cref="ArgumentException">The factor is not below 1, or an unknown mode.</exception>
    public ReduceLROnPlateau(
        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, double min_lr = 0, double eps = 1e-8)
        : base(optimizer)
    {
        if (factor >= 1)
        {
            throw new ArgumentException($"Factor should be < 1.0; received {PythonText.Of(factor)}.", nameof(factor));
        }

        Arguments.OneOf(mode, nameof(mode), "min", "max");
        Arguments.OneOf(threshold_mode, nameof(threshold_mode), "rel", "abs");
        var worst = mode == "min" ? double.PositiveInfinity : double.NegativeInfinity;
        (Attributes["factor"], Attributes["default_min_lr"], Attributes["min_lrs"]) = (factor, min_lr, Numbers(ForGroups([min_lr], nameof(min_lr))));
        (Attributes["patience"], Attributes["cooldown"], Attributes["eps"], Attributes["last_epoch"]) = ((long)patience, (long)cooldown, eps, 0L);
        (Attributes["_last_lr"], Attributes["mode_worse"]) = (Numbers(Rates), worst);
        (Attributes["mode"], Attributes["threshold"], Attributes["threshold_mode"]) = (mode, threshold, threshold_mode);
        (Attributes["best"], Attributes["cooldown_counter"], Attributes["num_bad_epochs"]) = (worst, 0L, 0L);
    }

    /// <summary>Counts one step with the value of the metric, and reduces the rate where it is time.</summary>
    /// <param name="metrics">The value, such as the validation loss.</param>
    public void step(double metrics)
    {
        var (bad, rest) = ((long)Number("num_bad_epochs") + 1, (long)Number("cooldown_counter"));
        if (IsBetter(metrics, Number("best")))
        {
            (Attributes["best"], bad) = (metrics, 0);
        }

        if (rest > 0)
        {
            (rest, bad) = (rest - 1, 0);
        }

        if (bad > Number("patience"))
        {
            Reduce();
            (rest, bad) = ((long)Number("cooldown"), 0);
        }

        (Attributes["num_bad_epochs"], Attributes["cooldown_counter"], Attributes["last_epoch"]) = (bad, rest, (long)last_epoch + 1);
        Attributes["_last_lr"] = Numbers(Rates);
    }

    /// <summary>Counts one step with the value of the metric.</summary>
    /// <param name="metrics">One number.</param>
    public void step(Tensor metrics) => step(metrics.Item<double>());

    /// <summary>Not for this scheduler: it needs the metric.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau.step() takes the metric: scheduler.step(val_loss).");

    /// <summary>Counts one step with the value of the metric, here a whole number.</summary>
    /// <param name="epoch">The metric's value.</param>
    public override void step(int epoch) => step((double)epoch);

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr() => Rates;

    private bool IsBetter(double value, double best) => (Word("mode"), Word("threshold_mode")) switch
    {
        ("min", "rel") => value < best * (1 - Number("threshold")),
        ("min", _) => value < best - Number("threshold"),
        (_, "rel") => value > best * (Number("threshold") + 1),
        _ => value > best + Number("threshold"),
    };

    private void Reduce()
    {
        foreach (var (group, lowest) in Optimizer.param_groups.Zip(List("min_lrs")))
        {
            var (old, reduced) = (group.Number("lr"), Math.Max(group.Number("lr") * Number("factor"), lowest));
            if (old - reduced > Number("eps"))
            {
                group["lr"] = reduced;
            }
        }
    }
}
