using System.Text.Json.Nodes;
using Diglot.Keras.Layers;

namespace Diglot.Keras.Optimizers;

/// <summary>Lion: w ← w − lr·sign(β₁·m + (1 − β₁)·g), then m ← β₂·m + (1 − β₂)·g.</summary>
/// <remarks>See keras.io/api/optimizers/lion and arxiv.org/abs/2302.06675. PyTorch has no such optimizer.</remarks>
[Face("keras.optimizers")]
public sealed class Lion : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private Variable[] _momentums = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learning_rate">Learning rate or schedule; default 0.001.</param>
    /// <param name="beta_1">Share of the old mean of gradients in the step.</param>
    /// <param name="beta_2">Share of the old mean of gradients in the new one.</param>
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
    public Lion(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.99, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null)
        : base(learning_rate ?? 0.001, OptimizerArguments.Shared(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, loss_scale_factor, gradient_accumulation_steps), name)
        => (_beta1, _beta2) = (beta_1, beta_2);

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["beta_1"], config["beta_2"]) = (_beta1, _beta2);
        return config;
    }

    /// <inheritdoc/>
    private protected override void Build(IReadOnlyList<Variable> trainable) => _momentums = Slots(trainable, "momentum");

    /// <inheritdoc/>
    private protected override void Update(int index, Variable variable, NDArray gradient, double rate, long step)
    {
        var (g, m) = (new Tensor(gradient), _momentums[index].value.Detach());
        variable.assign(variable.value.Detach() - (((m * _beta1) + (g * (1 - _beta1))).Sign() * rate));
        _momentums[index].assign((m * _beta2) + (g * (1 - _beta2)));
    }
}
