using Diglot.Autograd;
using Diglot.Tensors;

namespace Diglot.Torch.Optim;

/// <summary>Adam: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², p ← p − lr/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + eps).</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.Adam.html (arxiv.org/abs/1412.6980). Keras's Adam has epsilon 1e-7, beside √v without its bias correction; this one 1e-8, beside √v with it.</remarks>
[Face("optim")]
public sealed class Adam : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to the root, so that it is never 0.</param>
    /// <param name="weight_decay">Weight decay.</param>
    /// <param name="amsgrad">Uses the largest v so far (openreview.net/forum?id=ryQu7f-RZ).</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <param name="decoupled_weight_decay">Shrinks parameters apart from the gradient, as AdamW does.</param>
    /// <exception cref="ArgumentException">A negative option, or a beta outside 0 … 1.</exception>
    public Adam(IEnumerable<Tensor> @params, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, bool decoupled_weight_decay = false)
    {
        AdamRule.SetDefaults(Defaults, lr, betas ?? (0.9, 0.999), eps, weight_decay, amsgrad, maximize, decoupled_weight_decay);
        Begin(@params);
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to the root.</param>
    /// <param name="weight_decay">Weight decay.</param>
    /// <param name="amsgrad">Uses the largest v so far.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <param name="decoupled_weight_decay">Shrinks parameters apart from the gradient, as AdamW does.</param>
    public Adam(IEnumerable<ParameterGroup> @params, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, bool decoupled_weight_decay = false)
    {
        AdamRule.SetDefaults(Defaults, lr, betas ?? (0.9, 0.999), eps, weight_decay, amsgrad, maximize, decoupled_weight_decay);
        Begin(null, @params);
    }

    /// <inheritdoc/>
    private protected override void Update(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        var state = StateOf(parameter);
        var step = CountStep(state);
        var first = Slot(state, "exp_avg", parameter);
        var second = Slot(state, "exp_avg_sq", parameter);
        var largest = group.Flag("amsgrad") ? Slot(state, "max_exp_avg_sq", parameter) : null;
        switch (parameter.Type)
        {
            case DType.Float32: AdamRule.Run<float>(parameter.Data, gradient, first, second, largest, step, group); break;
            case DType.Float64: AdamRule.Run<double>(parameter.Data, gradient, first, second, largest, step, group); break;
            default: throw Unsupported(parameter.Type);
        }
    }
}
