using System.Text.Json.Nodes;
using Diglot.Keras.Layers;

namespace Diglot.Keras.Optimizers;

/// <summary>Adamax: m ← β₁·m + (1 − β₁)·g, u ← max(β₂·u, |g|), w ← w − lr·m / ((1 − β₁ᵗ)·(u + ε)).</summary>
/// <remarks>See keras.io/api/optimizers/adamax; after Kingma and Ba, "Adam", 2014, section 7. PyTorch: lr 0.002, eps 1e-8 inside the maximum.</remarks>
[Face("keras.optimizers")]
public sealed class Adamax : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private Variable[] _momentums = [];
    private Variable[] _norms = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learning_rate">Learning rate or schedule; default 0.001.</param>
    /// <param name="beta_1">Share of the old mean of gradients.</param>
    /// <param name="beta_2">How fast the largest gradient is forgotten.</param>
    /// <param name="epsilon">Added to the largest gradient.</param>
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
    public Adamax(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null)
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
    private protected override void Build(IReadOnlyList<Variable> trainable) => (_momentums, _norms) = SlotPairs(trainable, "momentum", "norm");

    /// <inheritdoc/>
    private protected override void Update(int index, Variable variable, NDArray gradient, double rate, long step)
    {
        var (g, mean, norm) = (new Tensor(gradient), _momentums[index], _norms[index]);
        mean.assign(mean.value.Detach() + ((g - mean.value.Detach()) * (1 - _beta1)));
        norm.assign(Tensor.Maximum(norm.value.Detach() * _beta2, g.Abs()));
        variable.assign(variable.value.Detach() - (mean.value.Detach() * rate / ((norm.value.Detach() + _epsilon) * (1 - Math.Pow(_beta1, step)))));
    }
}
