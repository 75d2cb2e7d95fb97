namespace Diglot.Torch.Optim;

/// <summary>Adam with Nesterov momentum: the step looks ahead along the mean of gradients, μₜ = β₁ · (1 − 0.96^(t · momentum_decay) / 2).</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.NAdam.html (openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ).</remarks>
[Face("optim")]
public sealed class NAdam : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to the divisor, so that it is never 0.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="momentum_decay">How fast the momentum grows to β₁.</param>
    /// <param name="decoupled_weight_decay">Shrinks parameters apart from the gradient.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">An option outside its range.</exception>
    public NAdam(IEnumerable<Tensor> @params, double lr = 2e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3, bool decoupled_weight_decay = false, bool maximize = false)
        : this([new ParameterGroup(@params)], lr, betas, eps, weight_decay, momentum_decay, decoupled_weight_decay, maximize)
    {
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to the divisor, so that it is never 0.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="momentum_decay">How fast the momentum grows to β₁.</param>
    /// <param name="decoupled_weight_decay">Shrinks parameters apart from the gradient.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public NAdam(IEnumerable<ParameterGroup> @params, double lr = 2e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3, bool decoupled_weight_decay = false, bool maximize = false)
    {
        Require(lr >= 0, lr, "lr");
        Require(eps >= 0, eps, "eps");
        Require(weight_decay >= 0, weight_decay, "weight_decay");
        Require(momentum_decay >= 0, momentum_decay, "momentum_decay");
        RequireBetas(betas ?? (0.9, 0.999));
        Defaults["lr"] = lr;
        Defaults["betas"] = betas ?? (0.9, 0.999);
        Defaults["eps"] = eps;
        Defaults["weight_decay"] = weight_decay;
        Defaults["momentum_decay"] = momentum_decay;
        Defaults["decoupled_weight_decay"] = decoupled_weight_decay;
        Defaults["maximize"] = maximize;
        Defaults["foreach"] = null;
        Defaults["capturable"] = false;
        Defaults["differentiable"] = false;
        Begin(null, @params);
    }

    /// <inheritdoc/>
    private protected override void Update(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        var (state, g) = (StateOf(parameter), Penalized(parameter, gradient, group));
        var step = CountStep(state);
        var (beta1, beta2) = group.Pair("betas");
        var (decay, rate) = (group.Number("momentum_decay"), group.Number("lr"));
        var now = beta1 * (1 - (0.5 * Math.Pow(0.96, step * decay)));
        var next = beta1 * (1 - (0.5 * Math.Pow(0.96, (step + 1) * decay)));
        var product = Product(state) * now;
        state["mu_product"] = Tensor.Scalar(product);
        var mean = Mixed(state, "exp_avg", parameter, g, beta1);
        var square = Mixed(state, "exp_avg_sq", parameter, g.Square(), beta2);
        var divisor = (square / (1 - Math.Pow(beta2, step))).Sqrt() + group.Number("eps");
        Move(parameter, (g / divisor * (rate * (1 - now) / (1 - product))) + (mean / divisor * (rate * next / (1 - (product * next)))));
    }

    private static double Product(OrderedDictionary<string, object> state) => state.TryGetValue("mu_product", out var found) ? ((Tensor)found).Item<double>() : 1;
}
