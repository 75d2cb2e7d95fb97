using System.Text.Json.Nodes;
using Diglot.Keras.Layers;

namespace Diglot.Keras.Optimizers;

/// <summary>Adagrad: a ← a + g², w ← w − lr·g / √(a + ε).</summary>
/// <remarks>See keras.io/api/optimizers/adagrad. PyTorch: a begins with 0, eps 1e-10 stands beside the root.</remarks>
[Face("keras.optimizers")]
public sealed class Adagrad : Optimizer
{
    private readonly double _initial;
    private readonly double _epsilon;
    private Variable[] _accumulators = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learning_rate">Learning rate or schedule; default 0.001.</param>
    /// <param name="initial_accumulator_value">What the sums of squares begin with.</param>
    /// <param name="epsilon">Added under the root.</param>
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
    public Adagrad(LearningRate? learning_rate = null, double initial_accumulator_value = 0.1, double epsilon = 1e-7, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null)
        : base(learning_rate ?? 0.001, OptimizerArguments.Shared(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, loss_scale_factor, gradient_accumulation_steps), name)
        => (_initial, _epsilon) = (initial_accumulator_value, epsilon);

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["initial_accumulator_value"], config["epsilon"]) = (_initial, _epsilon);
        return config;
    }

    /// <inheritdoc/>
    private protected override void Build(IReadOnlyList<Variable> trainable)
    {
        _accumulators = Slots(trainable, "accumulator");
        foreach (var accumulator in _accumulators)
        {
            accumulator.value.Data.Fill(_initial);
        }
    }

    /// <inheritdoc/>
    private protected override void Update(int index, Variable variable, NDArray gradient, double rate, long step)
    {
        var g = new Tensor(gradient);
        _accumulators[index].assign(_accumulators[index].value.Detach() + g.Square());
        variable.assign(variable.value.Detach() - (g * rate / (_accumulators[index].value.Detach() + _epsilon).Sqrt()));
    }
}
