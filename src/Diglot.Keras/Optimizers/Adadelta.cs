using System.Text.Json.Nodes;
using Diglot.Keras.Layers;

namespace Diglot.Keras.Optimizers;

/// <summary>Adadelta: a ← ρ·a + (1 − ρ)·g², Δ = √(d + ε) / √(a + ε) · g, d ← ρ·d + (1 − ρ)·Δ², w ← w − lr·Δ.</summary>
/// <remarks>See keras.io/api/optimizers/adadelta; after Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012. PyTorch: lr 1, rho 0.9, eps 1e-6.</remarks>
[Face("keras.optimizers")]
public sealed class Adadelta : Optimizer
{
    private readonly double _rho;
    private readonly double _epsilon;
    private Variable[] _gradients = [];
    private Variable[] _steps = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learning_rate">Learning rate or schedule; default 0.001.</param>
    /// <param name="rho">Share of the old means of squares.</param>
    /// <param name="epsilon">Added under the roots.</param>
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
    public Adadelta(LearningRate? learning_rate = null, double rho = 0.95, double epsilon = 1e-7, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null)
        : base(learning_rate ?? 0.001, OptimizerArguments.Shared(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, loss_scale_factor, gradient_accumulation_steps), name)
        => (_rho, _epsilon) = (rho, epsilon);

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["rho"], config["epsilon"]) = (_rho, _epsilon);
        return config;
    }

    /// <inheritdoc/>
    private protected override void Build(IReadOnlyList<Variable> trainable) => (_gradients, _steps) = SlotPairs(trainable, "accumulated_grad", "accumulated_delta_var");

    /// <inheritdoc/>
    private protected override void Update(int index, Variable variable, NDArray gradient, double rate, long step)
    {
        var g = new Tensor(gradient);
        Mix(_gradients[index], g.Square());
        var move = (_steps[index].value.Detach() + _epsilon).Sqrt() / (_gradients[index].value.Detach() + _epsilon).Sqrt() * g;
        Mix(_steps[index], move.Square());
        variable.assign(variable.value.Detach() - (move * rate));
    }

    private void Mix(Variable mean, Tensor value) => mean.assign((mean.value.Detach() * _rho) + (value * (1 - _rho)));
}
