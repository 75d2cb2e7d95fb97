namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Multiplies the rate by gamma every step_size steps.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html. Keras: <c>ExponentialDecay(staircase: true)</c>.</remarks>
[Face("optim.lr_scheduler")]
public sealed class StepLR : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="step_size">Steps between changes.</param>
    /// <param name="gamma">Factor of each change.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1)
        : base(optimizer)
    {
        Attributes["step_size"] = (long)step_size;
        Attributes["gamma"] = gamma;
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
        => last_epoch == 0 || last_epoch % (int)Number("step_size") != 0 ? Rates : Rates.Select(lr => lr * Number("gamma"));

    /// <inheritdoc/>
    private protected override IEnumerable<double> ClosedForm() => base_lrs.Select(lr => lr * Math.Pow(Number("gamma"), last_epoch / (int)Number("step_size")));
}
