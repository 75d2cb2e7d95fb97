using Diglot.Autograd;
using Diglot.Tensors;

namespace Diglot.Torch.Optim;

/// <summary>Adam with weight decay apart from the gradient: p ← p · (1 − lr · weight_decay) before each Adam step.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.AdamW.html (arxiv.org/abs/1711.05101). Keras's AdamW has weight_decay 0.004 by default, this one 0.01.</remarks>
[Face("optim")]
public sealed class AdamW : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="betas">β₁ and β₂; default (0.9, 0.999).</param>
    /// <param name="eps">Added to the root, so that it is never 0.</param>
    /// <param name="weight_decay">Weight decay.</param>
    /// <param name="amsgrad">Uses the largest v so far (openreview.net/forum?id=ryQu7f-RZ).</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">A negative option, or a beta outside 0 … 1.</exception>
    public AdamW(IEnumerable<Tensor> @params, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 1e-2, bool amsgrad = false, bool maximize = false)
    {
        AdamRule.SetDefaults(Defaults, lr, betas ?? (0.9, 0.999), eps, weight_decay, amsgrad, maximize, true);
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
    public AdamW(IEnumerable<ParameterGroup> @params, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, double weight_decay = 1e-2, bool amsgrad = false, bool maximize = false)
    {
        AdamRule.SetDefaults(Defaults, lr, betas ?? (0.9, 0.999), eps, weight_decay, amsgrad, maximize, true);
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
