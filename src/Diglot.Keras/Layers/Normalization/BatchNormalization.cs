using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Layers.Normalization;

/// <summary>
/// y = gamma · (x − mean) / √(variance + epsilon) + beta, with mean and (biased) variance over all axes but one: of the batch in training,
/// of moving averages in inference. Training moves them: moving = moving · momentum + batch · (1 − momentum). Any shape.
/// </summary>
/// <remarks>
/// See keras.io/api/layers/normalization_layers/batch_normalization; Ioffe and Szegedy, 2015. PyTorch's <c>nn.BatchNorm2d</c> has momentum
/// m = 1 − momentum (0.1), epsilon 1e-5, and keeps the unbiased variance. A layer with <c>trainable</c> false is in inference mode, as in Keras.
/// </remarks>
[Face("keras.layers")]
public sealed class BatchNormalization : Layer
{
    private readonly Initializer _betaInitializer;
    private readonly Initializer _gammaInitializer;
    private readonly Initializer _meanInitializer;
    private readonly Initializer _varianceInitializer;
    private readonly (Regularizer? Beta, Regularizer? Gamma) _regularizers;
    private readonly (Constraint? Beta, Constraint? Gamma) _constraints;
    private readonly bool _synchronized;

    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="axis">The axis that keeps its own statistics, usually that of the channels.</param>
    /// <param name="momentum">How slowly the moving averages follow.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="center">Whether beta is added.</param>
    /// <param name="scale">Whether gamma multiplies.</param>
    /// <param name="beta_initializer">First values of beta; <c>"zeros"</c> by default.</param>
    /// <param name="gamma_initializer">First values of gamma; <c>"ones"</c> by default.</param>
    /// <param name="moving_mean_initializer">First moving mean; <c>"zeros"</c> by default.</param>
    /// <param name="moving_variance_initializer">First moving variance; <c>"ones"</c> by default.</param>
    /// <param name="beta_regularizer">Penalty on beta.</param>
    /// <param name="gamma_regularizer">Penalty on gamma.</param>
    /// <param name="beta_constraint">Projection of beta after each step.</param>
    /// <param name="gamma_constraint">Projection of gamma after each step.</param>
    /// <param name="synchronized">Whether statistics are shared between machines; there is one, so it has no effect.</param>
    /// <param name="renorm">Batch renormalisation is not supported: must be false.</param>
    /// <param name="renorm_clipping">Belongs to <paramref name="renorm"/>.</param>
    /// <param name="renorm_momentum">Belongs to <paramref name="renorm"/>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public BatchNormalization(
        int axis = -1,
        double momentum = 0.99,
        double epsilon = 0.001,
        bool center = true,
        bool scale = true,
        Initializer? beta_initializer = null,
        Initializer? gamma_initializer = null,
        Initializer? moving_mean_initializer = null,
        Initializer? moving_variance_initializer = null,
        Regularizer? beta_regularizer = null,
        Regularizer? gamma_regularizer = null,
        Constraint? beta_constraint = null,
        Constraint? gamma_constraint = null,
        bool synchronized = false,
        bool renorm = false,
        double[]? renorm_clipping = null,
        double renorm_momentum = 0.99,
        string? name = null,
        bool trainable = true,
        DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        if (renorm)
        {
            throw new ArgumentException("BatchNormalization: renorm is not supported; leave it false.", nameof(renorm));
        }

        (this.axis, this.momentum, this.epsilon, this.center, this.scale) = (axis, momentum, epsilon, center, scale);
        _betaInitializer = beta_initializer ?? "zeros";
        _gammaInitializer = gamma_initializer ?? "ones";
        _meanInitializer = moving_mean_initializer ?? "zeros";
        _varianceInitializer = moving_variance_initializer ?? "ones";
        _regularizers = (beta_regularizer, gamma_regularizer);
        _constraints = (beta_constraint, gamma_constraint);
        _synchronized = synchronized;
        _ = (renorm_clipping, renorm_momentum);
    }

    /// <summary>The axis that keeps its own statistics.</summary>
    public int axis { get; }

    /// <summary>How slowly the moving averages follow.</summary>
    public double momentum { get; }

    /// <summary>Added to the variance.</summary>
    public double epsilon { get; }

    /// <summary>Whether beta is added.</summary>
    public bool center { get; }

    /// <summary>Whether gamma multiplies.</summary>
    public bool scale { get; }

    /// <summary>Factor of each channel, or null.</summary>
    public Variable? gamma { get; private set; }

    /// <summary>Offset of each channel, or null.</summary>
    public Variable? beta { get; private set; }

    /// <summary>Moving average of the mean.</summary>
    public Variable moving_mean { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <summary>Moving average of the variance.</summary>
    public Variable moving_variance { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    private protected override bool UsesMask => true;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        Shape shape = [KnownLength(inputShape, axis)];
        gamma = scale ? add_weight(shape, _gammaInitializer, name: "gamma", regularizer: _regularizers.Gamma, constraint: _constraints.Gamma) : null;
        beta = center ? add_weight(shape, _betaInitializer, name: "beta", regularizer: _regularizers.Beta, constraint: _constraints.Beta) : null;
        moving_mean = add_weight(shape, _meanInitializer, trainable: false, name: "moving_mean");
        moving_variance = add_weight(shape, _varianceInitializer, trainable: false, name: "moving_variance");
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var channel = Axes.Normalize(axis, inputs.Rank);
        var lengths = Enumerable.Range(0, inputs.Rank).Select(i => i == channel ? inputs.Shape[i] : 1).ToArray();
        var (mean, variance) = (Cast(moving_mean).Reshape(lengths), Cast(moving_variance).Reshape(lengths));
        if (training && trainable)
        {
            int[] others = [.. Enumerable.Range(0, inputs.Rank).Where(i => i != channel)];
            mean = inputs.Mean(others, keepAxes: true);
            variance = inputs.Variance(others, keepAxes: true);
            Follow(moving_mean, mean);
            Follow(moving_variance, variance);
        }

        var factor = (variance + epsilon).Rsqrt();
        factor = gamma is null ? factor : factor * Cast(gamma).Reshape(lengths);
        var y = (inputs - mean) * factor;
        return beta is null ? y : y + Cast(beta).Reshape(lengths);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["axis"] = axis;
        config["momentum"] = momentum;
        config["epsilon"] = epsilon;
        config["center"] = center;
        config["scale"] = scale;
        config.Add("beta_initializer", _betaInitializer);
        config.Add("gamma_initializer", _gammaInitializer);
        config.Add("moving_mean_initializer", _meanInitializer);
        config.Add("moving_variance_initializer", _varianceInitializer);
        config.Add("beta_regularizer", _regularizers.Beta);
        config.Add("gamma_regularizer", _regularizers.Gamma);
        config.Add("beta_constraint", _constraints.Beta);
        config.Add("gamma_constraint", _constraints.Gamma);
        config["synchronized"] = _synchronized;
        config["renorm"] = false;
        config["renorm_clipping"] = null;
        config["renorm_momentum"] = 0.99;
    }

    private void Follow(Variable moving, Tensor batch)
    {
        using var quiet = Autograd.Tape.GradientMode.Disable();
        var now = batch.Detach().Reshape(moving.shape.AsSpan()).To(moving.value.Type);
        moving.assign((moving.value.Detach() * momentum) + (now * (1 - momentum)));
    }
}
