using System.Text.Json.Nodes;
using Diglot.Keras.Layers;

namespace Diglot.Keras.Optimizers;

/// <summary>Nadam: Adam with Nesterov momentum. μₜ = β₁·(1 − ½·0.96ᵗ), m and v as in Adam, w ← w − lr·(μₜ₊₁·m / (1 − Πμ·μₜ₊₁) + (1 − μₜ)·g / (1 − Πμ)) / (√(v / (1 − β₂ᵗ)) + ε).</summary>
/// <remarks>See keras.io/api/optimizers/Nadam. PyTorch: NAdam has 0.96 to the power of momentum_decay·t, with momentum_decay 0.004, and lr 0.002.</remarks>
[Face("keras.optimizers")]
public sealed class Nadam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private Variable[] _momentums = [];
    private Variable[] _velocities = [];
    private Variable? _product;
    private long _productOf;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learning_rate">Learning rate or schedule; default 0.001.</param>
    /// <param name="beta_1">Share of the old mean of gradients.</param>
    /// <param name="beta_2">Share of the old mean of squared gradients.</param>
    /// <param name="epsilon">Added to the root.</param>
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
    public Nadam(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null)
        : base(learning_rate ?? 0.001, OptimizerArguments.Shared(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, loss_scale_factor, gradient_accumulation_steps), name)
        => (_beta1, _beta2, _epsilon) = (beta_1, beta_2, epsilon);

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["beta_1"], config["beta_2"], config["epsilon"]) = (_beta1, _beta2, _epsilon);
        return config;
    }

    /// <inheritdoc/>
    private protected override void Build(IReadOnlyList<Variable> trainable)
    {
        (_momentums, _velocities) = SlotPairs(trainable, "momentum", "velocity");

        // Keras gives the product of all μ so far no name of its own.
        _product = Add("variable", NDArray.Full(Shape.Scalar, 1, trainable.Count > 0 ? trainable[0].value.Type : DType.Float32));
    }

    /// <inheritdoc/>
    private protected override void Update(int index, Variable variable, NDArray gradient, double rate, long step)
    {
        var (now, next) = (Momentum(step), Momentum(step + 1));
        if (_productOf != step)
        {
            // Once a step, before the first variable.
            _productOf = step;
            _product!.value.Data.Fill(_product.value.Item<double>() * now);
        }

        var product = _product!.value.Item<double>();
        var g = new Tensor(gradient);
        var (m, v) = (_momentums[index].value.Detach(), _velocities[index].value.Detach());
        m += (g - m) * (1 - _beta1);
        v += (g.Square() - v) * (1 - _beta2);
        _momentums[index].assign(m);
        _velocities[index].assign(v);
        var ahead = (m * (next / (1 - (product * next)))) + (g * ((1 - now) / (1 - product)));
        variable.assign(variable.value.Detach() - (ahead * rate / ((v / (1 - Math.Pow(_beta2, step))).Sqrt() + _epsilon)));
    }

    private double Momentum(long step) => _beta1 * (1 - (0.5 * Math.Pow(0.96, step)));
}
