namespace Diglot.Torch.Optim.Schedulers;

/// <summary>The first rate times a function of the step.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html. Functions are code and no part of <c>state_dict()</c>.</remarks>
[Face("optim.lr_scheduler")]
public sealed class LambdaLR : LRScheduler
{
    private readonly Func<int, double>[] _factors;

    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="lr_lambda">The factor of a step, for all groups.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1)
        : this(optimizer, [.. optimizer.param_groups.Select(_ => lr_lambda)], last_epoch)
    {
    }

    /// <summary>Makes the scheduler with a function for each group.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="lr_lambda">The factor of a step, for each group.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public LambdaLR(Optimizer optimizer, Func<int, double>[] lr_lambda, int last_epoch = -1)
        : base(optimizer)
    {
        _factors = lr_lambda.Length == optimizer.param_groups.Count ? lr_lambda
            : throw new ArgumentException($"Expected {optimizer.param_groups.Count} lr_lambdas, but got {lr_lambda.Length}", nameof(lr_lambda));
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr() => base_lrs.Zip(_factors, (lr, factor) => lr * factor(last_epoch));
}
