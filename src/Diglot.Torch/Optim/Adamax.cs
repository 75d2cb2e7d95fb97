namespace Diglot.Torch.Optim;

/// <summary>Adam by the largest gradient: m ← β₁·m + (1 − β₁)·g, u ← max(β₂·u, |g| + eps), p ← p − lr/(1 − β₁ᵗ) · m/u.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.Adamax.html (arxiv.org/abs/1412.6980). Keras's Adamax has learning rate 0.001 and epsilon 1e-7 beside u.</remarks>
[Face("optim")]
public sealed class Adamax : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to |g|.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">An option outside its range.</exception>
    public Adamax(IEnumerable<Tensor> @params, double lr = 2e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 0, bool maximize = false)
        : this([new ParameterGroup(@params)], lr, betas, eps, weight_decay, maximize)
    {
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to |g|.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public Adamax(IEnumerable<ParameterGroup> @params, double lr = 2e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 0, bool maximize = false)
    {
        Require(lr >= 0, lr, "lr");
        Require(eps >= 0, eps, "eps");
        Require(weight_decay >= 0, weight_decay, "weight_decay");
        RequireBetas(betas ?? (0.9, 0.999));
        Defaults["lr"] = lr;
        Defaults["betas"] = betas ?? (0.9, 0.999);
        Defaults["eps"] = eps;
        Defaults["weight_decay"] = weight_decay;
        Defaults["foreach"] = null;
        Defaults["maximize"] = maximize;
        Defaults["differentiable"] = false;
        Defaults["capturable"] = false;
        Begin(null, @params);
    }

    /// <inheritdoc/>
    private protected override void Update(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        var (state, g) = (StateOf(parameter), Penalized(parameter, gradient, group));
        var step = CountStep(state);
        var (beta1, beta2) = group.Pair("betas");
        var mean = Mixed(state, "exp_avg", parameter, g, beta1);
        var norm = Stored(state, "exp_inf", parameter);
        norm.CopyFrom(Tensor.Maximum(norm * beta2, g.Abs() + group.Number("eps")));
        Move(parameter, mean / norm * (group.Number("lr") / (1 - Math.Pow(beta1, step))));
    }
}
