namespace Diglot.Torch.Optim;

/// <summary>Divides by the root of the sum of all squared gradients: s ← s + g², p ← p − lr/(1 + (t − 1)·lr_decay) · g/(√s + eps).</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.Adagrad.html (jmlr.org/papers/v12/duchi11a.html). Keras's Adagrad begins with s = 0.1 and has epsilon 1e-7 under the root.</remarks>
[Face("optim")]
public sealed class Adagrad : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="lr_decay">How the rate falls.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="initial_accumulator_value">The first s.</param>
    /// <param name="eps">Added to the divisor, so that it is never 0.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">An option outside its range.</exception>
    public Adagrad(IEnumerable<Tensor> @params, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false)
        : this([new ParameterGroup(@params)], lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize)
    {
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="lr_decay">How the rate falls.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="initial_accumulator_value">The first s.</param>
    /// <param name="eps">Added to the divisor, so that it is never 0.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public Adagrad(IEnumerable<ParameterGroup> @params, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false)
    {
        Require(lr >= 0, lr, "lr");
        Require(lr_decay >= 0, lr_decay, "lr_decay");
        Require(weight_decay >= 0, weight_decay, "weight_decay");
        Require(initial_accumulator_value >= 0, initial_accumulator_value, "initial_accumulator_value");
        Require(eps >= 0, eps, "eps");
        Defaults["lr"] = lr;
        Defaults["lr_decay"] = lr_decay;
        Defaults["eps"] = eps;
        Defaults["weight_decay"] = weight_decay;
        Defaults["initial_accumulator_value"] = initial_accumulator_value;
        Defaults["foreach"] = null;
        Defaults["maximize"] = maximize;
        Defaults["differentiable"] = false;
        Defaults["fused"] = null;
        Begin(null, @params);
    }

    /// <inheritdoc/>
    private protected override void Update(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        var (state, g) = (StateOf(parameter), Penalized(parameter, gradient, group));
        var step = CountStep(state);
        var sum = Stored(state, "sum", parameter, group.Number("initial_accumulator_value"));
        sum.CopyFrom(sum + g.Square());
        Move(parameter, g / (sum.Sqrt() + group.Number("eps")) * (group.Number("lr") / (1 + ((step - 1) * group.Number("lr_decay")))));
    }
}
