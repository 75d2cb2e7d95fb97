using System.Numerics;
using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Tensors.Kernels.Updates;

namespace Diglot.Keras.Optimizers;

/// <summary>Gradient descent: v ← momentum·v − lr·g, w ← w + v; Nesterov: w ← w + momentum·v − lr·g.</summary>
/// <remarks>See keras.io/api/optimizers/sgd. PyTorch keeps −v/lr, so that its momentum follows a changed learning rate at once; its default learning rate is 0.001.</remarks>
[Face("keras.optimizers")]
public sealed class SGD : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private Variable[]? _momentums;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learning_rate">Learning rate or schedule; default 0.01.</param>
    /// <param name="momentum">Share of the last step that goes on, 0 … 1.</param>
    /// <param name="nesterov">Looks ahead along the momentum.</param>
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
    public SGD(LearningRate? learning_rate = null, double momentum = 0, bool nesterov = false, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null)
        : base(learning_rate ?? 0.01, OptimizerArguments.Shared(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, loss_scale_factor, gradient_accumulation_steps), name)
    {
        if (momentum is < 0 or > 1)
        {
            throw new ArgumentException($"momentum must be a float between [0, 1]; received {momentum}.", nameof(momentum));
        }

        (_momentum, _nesterov) = (momentum, nesterov);
    }

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["momentum"], config["nesterov"]) = (_momentum, _nesterov);
        return config;
    }

    /// <inheritdoc/>
    private protected override void Build(IReadOnlyList<Variable> trainable)
        => _momentums = _momentum != 0 ? Slots(trainable, "momentum") : null;

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

    // Keras takes the momentum through float32 in float64 too.
    private void Update<T>(int index, NDArray variable, NDArray gradient, double rate, long step)
        where T : unmanaged, IFloatingPointIeee754<T>
        => UpdateLoop.Run<MomentumUpdate<T>, T>(new((float)_momentum, -rate, -rate, -1, _nesterov && _momentums is not null), variable, gradient, _momentums?[index].value.Data);
}
