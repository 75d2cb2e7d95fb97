namespace Diglot.Torch.Optim;

/// <summary>Steps as large as earlier steps were for earlier gradients: v ← ρ·v + (1 − ρ)·g², Δ = √(u + eps)/√(v + eps) · g, u ← ρ·u + (1 − ρ)·Δ², p ← p − lr·Δ.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.Adadelta.html (arxiv.org/abs/1212.5701). Keras's Adadelta has learning rate 0.001, rho 0.95 and epsilon 1e-7.</remarks>
[Face("optim")]
public sealed class Adadelta : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="rho">Share of the old means.</param>
    /// <param name="eps">Added under both roots.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">An option outside its range.</exception>
    public Adadelta(IEnumerable<Tensor> @params, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
        : this([new ParameterGroup(@params)], lr, rho, eps, weight_decay, maximize)
    {
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="rho">Share of the old means.</param>
    /// <param name="eps">Added under both roots.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public Adadelta(IEnumerable<ParameterGroup> @params, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
    {
        Require(lr >= 0, lr, "lr");
        Require(eps >= 0, eps, "eps");
        Require(weight_decay >= 0, weight_decay, "weight_decay");
        Require(rho is >= 0 and <= 1, rho, "rho");
        Defaults["lr"] = lr;
        Defaults["rho"] = rho;
        Defaults["eps"] = eps;
        Defaults["weight_decay"] = weight_decay;
        Defaults["maximize"] = maximize;
        Defaults["capturable"] = false;
        Defaults["foreach"] = null;
        Defaults["differentiable"] = false;
        Begin(null, @params);
    }

    /// <inheritdoc/>
    private protected override void Update(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        var (state, g) = (StateOf(parameter), Penalized(parameter, gradient, group));
        CountStep(state);
        var (rho, eps) = (group.Number("rho"), group.Number("eps"));
        var square = Mixed(state, "square_avg", parameter, g.Square(), rho);
        var delta = (Stored(state, "acc_delta", parameter) + eps).Sqrt() / (square + eps).Sqrt() * g;
        Mixed(state, "acc_delta", parameter, delta.Square(), rho);
        Move(parameter, delta * group.Number("lr"));
    }
}
