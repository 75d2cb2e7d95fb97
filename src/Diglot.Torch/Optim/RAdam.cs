namespace Diglot.Torch.Optim;

/// <summary>Adam whose step size is rectified while its variance is not yet known: plain momentum in the first steps.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.RAdam.html (arxiv.org/abs/1908.03265).</remarks>
[Face("optim")]
public sealed class RAdam : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to the divisor, so that it is never 0.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="decoupled_weight_decay">Shrinks parameters apart from the gradient.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">An option outside its range.</exception>
    public RAdam(IEnumerable<Tensor> @params, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 0, bool decoupled_weight_decay = false, bool maximize = false)
        : this([new ParameterGroup(@params)], lr, betas, eps, weight_decay, decoupled_weight_decay, maximize)
    {
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to the divisor, so that it is never 0.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="decoupled_weight_decay">Shrinks parameters apart from the gradient.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public RAdam(IEnumerable<ParameterGroup> @params, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 0, bool decoupled_weight_decay = false, bool maximize = false)
    {
        Require(lr >= 0, lr, "lr");
        Require(eps >= 0, eps, "eps");
        Require(weight_decay >= 0, weight_decay, "weight_decay");
        RequireBetas(betas ?? (0.9, 0.999));
        Defaults["lr"] = lr;
        Defaults["betas"] = betas ?? (0.9, 0.999);
        Defaults["eps"] = eps;
        Defaults["weight_decay"] = weight_decay;
        Defaults["maximize"] = maximize;
        Defaults["foreach"] = null;
        Defaults["capturable"] = false;
        Defaults["decoupled_weight_decay"] = decoupled_weight_decay;
        Defaults["differentiable"] = false;
        Begin(null, @params);
    }

    /// <inheritdoc/>
    private protected override void Update(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        var (state, g) = (StateOf(parameter), Penalized(parameter, gradient, group));
        var step = CountStep(state);
        var (beta1, beta2) = group.Pair("betas");
        var mean = Mixed(state, "exp_avg", parameter, g, beta1) / (1 - Math.Pow(beta1, step));
        var square = Mixed(state, "exp_avg_sq", parameter, g.Square(), beta2);
        var correction = 1 - Math.Pow(beta2, step);
        var last = (2 / (1 - beta2)) - 1;
        var length = last - (2 * step * Math.Pow(beta2, step) / correction);
        if (length > 5)
        {
            var rectified = Math.Sqrt((length - 4) * (length - 2) * last / ((last - 4) * (last - 2) * length));
            mean = mean * rectified * (Math.Sqrt(correction) / (square.Sqrt() + group.Number("eps")));
        }

        Move(parameter, mean * group.Number("lr"));
    }
}
