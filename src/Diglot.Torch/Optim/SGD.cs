using Diglot.Autograd;
using Diglot.Tensors;
using Diglot.Tensors.Kernels.Updates;

namespace Diglot.Torch.Optim;

/// <summary>
/// Gradient descent: b ← momentum · b + (1 − dampening) · g, p ← p − lr · b, where g includes weight_decay · p; the first b is g itself.
/// </summary>
/// <remarks>
/// Source: pytorch.org/docs/stable/generated/torch.optim.SGD.html. Keras's SGD keeps v = −lr · b instead, so changing its learning rate does not
/// rescale what momentum has gathered; its default learning rate is 0.01, not 0.001.
/// </remarks>
[Face("optim")]
public sealed class SGD : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="momentum">Share of the last step that goes on.</param>
    /// <param name="dampening">Share of the gradient left out of the momentum.</param>
    /// <param name="weight_decay">L2 penalty: adds weight_decay · p to the gradient.</param>
    /// <param name="nesterov">Looks ahead along the momentum; needs momentum and no dampening.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">A negative option, or Nesterov without momentum.</exception>
    public SGD(IEnumerable<Tensor> @params, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        SetDefaults(lr, momentum, dampening, weight_decay, nesterov, maximize);
        Begin(@params);
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="momentum">Share of the last step that goes on.</param>
    /// <param name="dampening">Share of the gradient left out of the momentum.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="nesterov">Looks ahead along the momentum.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public SGD(IEnumerable<ParameterGroup> @params, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        SetDefaults(lr, momentum, dampening, weight_decay, nesterov, maximize);
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
        var momentum = group.Number("momentum");
        var state = momentum != 0 ? StateOf(parameter) : null;
        var first = state is not null && !state.ContainsKey("momentum_buffer");
        var slot = state is null ? null : Slot(state, "momentum_buffer", parameter);
        UpdateLoop.Run<MomentumUpdate<T>, T>(
            new(momentum, first || momentum == 0 ? 1 : 1 - group.Number("dampening"), 1, group.Number("lr"), group.Flag("nesterov"), group.Number("weight_decay"), group.Flag("maximize") ? -1 : 1),
            parameter.Data,
            gradient,
            slot);
    }

    private void SetDefaults(double lr, double momentum, double dampening, double weight_decay, bool nesterov, bool maximize)
    {
        Require(lr >= 0, lr, "lr");
        Require(momentum >= 0, momentum, "momentum");
        Require(weight_decay >= 0, weight_decay, "weight_decay");
        if (nesterov && (momentum <= 0 || dampening != 0))
        {
            throw new ArgumentException($"Nesterov momentum requires a momentum and zero dampening; received momentum {momentum}, dampening {dampening}.");
        }

        (Defaults["lr"], Defaults["momentum"], Defaults["dampening"], Defaults["weight_decay"]) = (lr, momentum, dampening, weight_decay);
        (Defaults["nesterov"], Defaults["maximize"], Defaults["foreach"], Defaults["differentiable"], Defaults["fused"]) = (nesterov, maximize, null, false, null);
    }
}
