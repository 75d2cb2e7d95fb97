using System.Numerics;
using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Tensors.Kernels.Updates;

namespace Diglot.Keras.Optimizers;

/// <summary>Adam: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε).</summary>
/// <remarks>See keras.io/api/optimizers/adam and arxiv.org/abs/1412.6980. PyTorch: eps 1e-8, beside the root after its bias correction; here 1e-7, before it.</remarks>
[Face("keras.optimizers")]
public sealed class Adam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _amsgrad;
    private Variable[] _momentums = [];
    private Variable[] _velocities = [];
    private Variable[]? _largest;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learning_rate">Learning rate or schedule; default 0.001.</param>
    /// <param name="beta_1">Share of the old mean of gradients.</param>
    /// <param name="beta_2">Share of the old mean of squared gradients.</param>
    /// <param name="epsilon">Added to the root ("epsilon hat" of the paper).</param>
    /// <param name="amsgrad">Uses the largest mean of squares so far.</param>
    /// <param name="weight_decay">Shrinks weights by lr · weight_decay each step, apart from the gradient.</param>
    /// <param name="clipnorm">Largest norm of each gradient.</param>
    /// <param name="clipvalue">Largest absolute value of each element of a gradient.</param>
    /// <param name="global_clipnorm">Largest norm of all gradients together.</param>
    /// <param name="use_ema">Keeps running means of the weights, which the weights take at the end of fit.</param>
    /// <param name="ema_momentum">Share of the old running mean.</param>
    /// <param name="ema_overwrite_frequency">After how many steps the weights take their running means.</param>
    /// <param name="loss_scale_factor">Factor of the loss for 16-bit training; not needed here, and refused.</param>
    /// <param name="gradient_accumulation_steps">Over how many steps gradients are averaged before weights move.</param>
    /// <param name="name">Its name; made up from the class if not given.</param>
    /// <exception cref="ArgumentException">Arguments contradict each other or are out of range.</exception>
    public Adam(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, bool amsgrad = false, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null)
        : base(learning_rate ?? 0.001, OptimizerArguments.Shared(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, loss_scale_factor, gradient_accumulation_steps), name)
        => (_beta1, _beta2, _epsilon, _amsgrad) = (beta_1, beta_2, epsilon, amsgrad);

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["beta_1"], config["beta_2"], config["epsilon"], config["amsgrad"]) = (_beta1, _beta2, _epsilon, _amsgrad);
        return config;
    }

    /// <inheritdoc/>
    private protected override void Build(IReadOnlyList<Variable> trainable)
    {
        (_momentums, _velocities) = SlotPairs(trainable, "momentum", "velocity");
        _largest = _amsgrad ? Slots(trainable, "velocity_hat") : null;
    }

    /// <inheritdoc/>
    private protected override void Update(int index, Variable variable, NDArray gradient, double rate, long step)
    {
        if (variable.value.Type == DType.Float64)
        {
            Update<double>(index, variable.value.Data, gradient, rate, step);
        }
        else
        {
            Update<float>(index, variable.value.Data, gradient, rate, step);
        }
    }

    private void Update<T>(int index, NDArray variable, NDArray gradient, double rate, long step)
        where T : unmanaged, IFloatingPointIeee754<T>
        => UpdateLoop.Run<AdamUpdate<T>, T>(
            new(_beta1, _beta2, OptimizerArguments.AdamStep<T>(rate, _beta1, _beta2, step), 1, _epsilon, amsgrad: _amsgrad),
            variable,
            gradient,
            _momentums[index].value.Data,
            _velocities[index].value.Data,
            _largest?[index].value.Data);
}
