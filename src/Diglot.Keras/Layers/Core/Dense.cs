using Diglot.Keras.Saving;
using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Activations;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;

namespace Diglot.Keras.Layers.Core;

/// <summary>
/// Fully connected layer: y = activation(x · kernel + bias). Input (N, …, D), result (N, …, units): only the last axis is transformed.
/// </summary>
/// <remarks>
/// See keras.io/api/layers/core_layers/dense. PyTorch's <c>nn.Linear</c> keeps the weight transposed, (units, D), has no activation, and
/// begins with other random weights.
/// </remarks>
[Face("keras.layers")]
public sealed class Dense : Layer
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;
    private readonly Regularizer? _kernelRegularizer;
    private readonly Regularizer? _biasRegularizer;
    private readonly Constraint? _kernelConstraint;
    private readonly Constraint? _biasConstraint;

    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="units">Length of the last axis of the result.</param>
    /// <param name="activation">Applied to the result; none by default.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="kernel_initializer">First values of the kernel (D, units); <c>"glorot_uniform"</c> by default.</param>
    /// <param name="bias_initializer">First values of the bias (units,); <c>"zeros"</c> by default.</param>
    /// <param name="kernel_regularizer">Penalty on the kernel.</param>
    /// <param name="bias_regularizer">Penalty on the bias.</param>
    /// <param name="activity_regularizer">Penalty on the result.</param>
    /// <param name="kernel_constraint">Projection of the kernel after each step.</param>
    /// <param name="bias_constraint">Projection of the bias after each step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public Dense(
        int units,
        ActivationFunction? activation = null,
        bool use_bias = true,
        Initializer? kernel_initializer = null,
        Initializer? bias_initializer = null,
        Regularizer? kernel_regularizer = null,
        Regularizer? bias_regularizer = null,
        Regularizer? activity_regularizer = null,
        Constraint? kernel_constraint = null,
        Constraint? bias_constraint = null,
        string? name = null,
        bool trainable = true,
        DTypePolicy? dtype = null)
        : base(name, trainable, dtype, activity_regularizer)
    {
        this.units = units > 0 ? units : throw new ArgumentOutOfRangeException(nameof(units), $"Dense: units must be at least 1; received {units}.");
        this.activation = activation ?? ActivationFunction.Linear;
        this.use_bias = use_bias;
        _kernelInitializer = kernel_initializer ?? "glorot_uniform";
        _biasInitializer = bias_initializer ?? "zeros";
        (_kernelRegularizer, _biasRegularizer) = (kernel_regularizer, bias_regularizer);
        (_kernelConstraint, _biasConstraint) = (kernel_constraint, bias_constraint);
    }

    /// <summary>Length of the last axis of the result.</summary>
    public int units { get; }

    /// <summary>Applied to the result.</summary>
    public ActivationFunction activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool use_bias { get; }

    /// <summary>Weight (D, units).</summary>
    public Variable kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <summary>Bias (units,), or null.</summary>
    public Variable? bias { get; private set; }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        var length = KnownLength(inputShape, -1);
        kernel = add_weight([length, units], _kernelInitializer, name: "kernel", regularizer: _kernelRegularizer, constraint: _kernelConstraint);
        bias = use_bias ? add_weight([units], _biasInitializer, name: "bias", regularizer: _biasRegularizer, constraint: _biasConstraint) : null;
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape.With(-1, units);

    /// <inheritdoc/>
    private protected override void CheckInputs(Nest<PartialShape> shapes)
    {
        if (shapes.Single[-1] is { } length && length != kernel.shape[0])
        {
            throw new ArgumentException($"{Where} was built for {kernel.shape[0]} features on the last axis; received shape {shapes.Single}.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        if (inputs.Shape[-1] != kernel.shape[0])
        {
            CheckInputs((PartialShape)inputs.Shape);
        }

        var y = Tensor.MatMul(inputs, Cast(kernel));
        return activation.Call(bias is null ? y : y + Cast(bias));
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["units"] = units;
        config["activation"] = activation.ToConfig();
        config["use_bias"] = use_bias;
        config.Add("kernel_initializer", _kernelInitializer);
        config.Add("bias_initializer", _biasInitializer);
        config.Add("kernel_regularizer", _kernelRegularizer);
        config.Add("bias_regularizer", _biasRegularizer);
        config.Add("kernel_constraint", _kernelConstraint);
        config.Add("bias_constraint", _biasConstraint);
        config["quantization_config"] = null;
    }
}
