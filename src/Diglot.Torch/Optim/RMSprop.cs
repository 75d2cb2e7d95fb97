using Diglot.Autograd;
using Diglot.Tensors;
using Diglot.Tensors.Kernels.Updates;

namespace Diglot.Torch.Optim;

/// <summary>RMSprop: v ← alpha·v + (1 − alpha)·g², p ← p − lr · g / (√v + eps), with momentum over the quotient.</summary>
/// <remarks>
/// Source: pytorch.org/docs/stable/generated/torch.optim.RMSprop.html. Keras puts epsilon (1e-7) under the root and has rho 0.9 and learning rate 0.001 by default.
/// </remarks>
[Face("optim")]
public sealed class RMSprop : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="alpha">Share of the old mean of squares.</param>
    /// <param name="eps">Added to the root.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="momentum">Share of the last step that goes on.</param>
    /// <param name="centered">Divides by the standard deviation instead of the root of the mean square.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">A negative option.</exception>
    public RMSprop(IEnumerable<Tensor> @params, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        SetDefaults(lr, alpha, eps, weight_decay, momentum, centered, maximize);
        Begin(@params);
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="alpha">Share of the old mean of squares.</param>
    /// <param name="eps">Added to the root.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="momentum">Share of the last step that goes on.</param>
    /// <param name="centered">Divides by the standard deviation.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public RMSprop(IEnumerable<ParameterGroup> @params, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        SetDefaults(lr, alpha, eps, weight_decay, momentum, centered, maximize);
        Begin(null, @params);
    }

    /// <inheritdoc/>
    private protected override void Update(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        switch (parameter.Type)
        {
            case DType.Float32: Update<float>(parameter, gradient, group); break;
            case DType.Float64: Update<double>(parameter, gradient, group); break;
            default: throw Unsupported(parameter.Type);
        }
    }

    private void Update<T>(Tensor parameter, NDArray gradient, ParameterGroup group)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var state = StateOf(parameter);
        CountStep(state);
        var square = Slot(state, "square_avg", parameter);
        var (momentum, centered) = (group.Number("momentum"), group.Flag("centered"));
        var buffer = momentum > 0 ? Slot(state, "momentum_buffer", parameter) : null;
        var mean = centered ? Slot(state, "grad_avg", parameter) : null;
        UpdateLoop.Run<RmsPropUpdate<T>, T>(
            new(group.Number("alpha"), momentum, 1, group.Number("lr"), group.Number("eps"), epsilonInside: false, centered, group.Number("weight_decay"), group.Flag("maximize") ? -1 : 1),
            parameter.Data,
            gradient,
            square,
            mean,
            buffer);
    }

    private void SetDefaults(double lr, double alpha, double eps, double weight_decay, double momentum, bool centered, bool maximize)
    {
        Require(lr >= 0, lr, "lr");
        Require(eps >= 0, eps, "eps");
        Require(momentum >= 0, momentum, "momentum");
        Require(weight_decay >= 0, weight_decay, "weight_decay");
        Require(alpha >= 0, alpha, "alpha");
        (Defaults["lr"], Defaults["momentum"], Defaults["alpha"], Defaults["eps"]) = (lr, momentum, alpha, eps);
        (Defaults["centered"], Defaults["weight_decay"], Defaults["capturable"]) = (centered, weight_decay, false);
        (Defaults["foreach"], Defaults["maximize"], Defaults["differentiable"]) = (null, maximize, false);
    }
}
