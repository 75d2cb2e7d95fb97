namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Momentum that a scheduler moves with the rate: <c>momentum</c>, or the first of <c>betas</c>.</summary>
internal static class CycledMomentum
{
    /// <summary>Whether the optimizer's momentum is the first beta.</summary>
    /// <exception cref="ArgumentException">It has no momentum at all.</exception>
    public static bool UsesBetas(Optimizer optimizer)
        => optimizer.param_groups[0].Has("betas") || (optimizer.param_groups[0].Has("momentum") ? false
            : throw new ArgumentException("optimizer must support momentum or beta1 with `cycle_momentum` option enabled; pass cycle_momentum: false.", nameof(optimizer)));

    public static void Set(ParameterGroup group, double momentum)
    {
        if (group.Has("betas"))
        {
            group["betas"] = (momentum, group.Pair("betas").Second);
        }
        else
        {
            group["momentum"] = momentum;
        }
    }
}
