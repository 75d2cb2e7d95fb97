using System.Numerics;
using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Tensors.Kernels.Updates;

namespace Diglot.Keras.Optimizers;

/// <summary>RMSprop: v ← rho·v + (1 − rho)·g², w ← w − lr·g / √(v + ε), with momentum over the steps.</summary>
/// <remarks>See keras.io/api/optimizers/rmsprop. PyTorch: eps beside the root, alpha 0.99 and learning rate 0.01 by default.</remarks>
[Face("keras.optimizers")]
public sealed class RMSprop : Optimizer
{
    private readonly double _rho;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly bool _centered;
    private Variable[] _velocities = [];
    private Variable[]? _momentums;
    private Variable[]? _averageGradients;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learning_rate">Learning rate or schedule; default 0.001.</param>
    /// <param name="rho">Share of the old mean of squares.</param>
    /// <param name="momentum">Share of the last step that goes on.</param>
    /// <param name="epsilon">Added under the root.</param>
    /// <param name="centered">Divides by the standard deviation instead of the root of the mean square.</param>
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
    public RMSprop(LearningRate? learning_rate = null, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null)
        : base(learning_rate ?? 0.001, OptimizerArguments.Shared(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, loss_scale_factor, gradient_accumulation_steps), name)
        => (_rho, _momentum, _epsilon, _centered) = (rho, momentum, epsilon, centered);

    /// <summary>Whether ε stands under the root; the optimizer of Keras before 2.11, whose files are read, had it beside.</summary>
    internal bool EpsilonInside { get; set; } = true;

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["rho"], config["momentum"], config["epsilon"], config["centered"]) = (_rho, _momentum, _epsilon, _centered);
        return config;
    }

    /// <inheritdoc/>
    private protected override void Build(IReadOnlyList<Variable> trainable)
    {
        _velocities = Slots(trainable, "velocity");
        _momentums = _momentum > 0 ? Slots(trainable, "momentum") : null;
        _averageGradients = _centered ? Slots(trainable, "average_gradient") : null;
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
        => UpdateLoop.Run<RmsPropUpdate<T>, T>(
            new(_rho, _momentum, rate, 1, _epsilon, EpsilonInside, _centered),
            variable,
            gradient,
            _velocities[index].value.Data,
            _averageGradients?[index].value.Data,
            _momentums?[index].value.Data);
}
