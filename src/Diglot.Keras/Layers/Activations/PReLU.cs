using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Activations;

/// <summary>x where positive, else alpha · x with a learned alpha for every element of the input but the batch axis. Any shape.</summary>
/// <remarks>See keras.io/api/layers/activation_layers/prelu; He et al., 2015. PyTorch's <c>nn.PReLU</c> has one alpha for each channel, or one in all.</remarks>
[Face("keras.layers")]
public sealed class PReLU : Layer
{
    private readonly Initializer _initializer;
    private readonly Regularizer? _regularizer;
    private readonly Constraint? _constraint;

    /// <summary>Sets up the layer; alpha is made when the input is known.</summary>
    /// <param name="alpha_initializer">First values of alpha; <c>"zeros"</c> by default.</param>
    /// <param name="alpha_regularizer">Penalty on alpha.</param>
    /// <param name="alpha_constraint">Projection of alpha after each step.</param>
    /// <param name="shared_axes">Axes along which alpha is the same, the batch axis being 0.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes alpha.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public PReLU(
        Initializer? alpha_initializer = null,
        Regularizer? alpha_regularizer = null,
        Constraint? alpha_constraint = null,
        IntTuple? shared_axes = null,
        string? name = null,
        bool trainable = true,
        DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        _initializer = alpha_initializer ?? "zeros";
        (_regularizer, _constraint) = (alpha_regularizer, alpha_constraint);
        this.shared_axes = shared_axes?.Values.ToArray();
    }

    /// <summary>Axes along which alpha is the same.</summary>
    public int[]? shared_axes { get; }

    /// <summary>Slopes of the negative part.</summary>
    public Variable alpha { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        var lengths = Enumerable.Range(1, inputShape.Rank - 1).Select(axis => shared_axes?.Contains(axis) ?? false ? 1 : KnownLength(inputShape, axis));
        alpha = add_weight([.. lengths], _initializer, name: "alpha", regularizer: _regularizer, constraint: _constraint);
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => inputs.Relu() - (Cast(alpha) * (-inputs).Relu());

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config.Add("alpha_initializer", _initializer);
        config.Add("alpha_regularizer", _regularizer);
        config.Add("alpha_constraint", _constraint);
        config["shared_axes"] = shared_axes?.ToConfig();
    }
}
