using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Normalization;

/// <summary>y = scale · x / √(mean(x²) + epsilon), with the mean of each sample over the given axes. Any shape, result of the same shape.</summary>
/// <remarks>
/// See keras.io/api/layers/normalization_layers/rms_normalization; Zhang and Sennrich, 2019. PyTorch: <c>nn.RMSNorm</c>, over the last axes, with the smallest float as epsilon by default.
/// </remarks>
[Face("keras.layers")]
public sealed class RMSNormalization : Layer
{
    private readonly IntTuple _axis;

    /// <summary>Sets up the layer; the weight is made when the input is known.</summary>
    /// <param name="axis">The axis or axes over which the mean is taken; scale has their lengths.</param>
    /// <param name="epsilon">Added to the mean of the squares.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public RMSNormalization(IntTuple? axis = null, double epsilon = 1e-6, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype) => (_axis, this.epsilon) = (axis ?? -1, epsilon);

    /// <summary>The axes over which the mean is taken.</summary>
    public IReadOnlyList<int> axis => _axis.Values.ToArray();

    /// <summary>Added to the mean of the squares.</summary>
    public double epsilon { get; }

    /// <summary>Factors, of the lengths of the axes.</summary>
    public Variable scale { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape) => scale = add_weight(new Shape([.. axis.Select(axis => KnownLength(inputShape, axis))]), "ones", name: "scale");

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        int[] axes = [.. axis.Select(axis => Axes.Normalize(axis, inputs.Rank))];
        var x = inputs.Type is DType.Float16 or DType.BFloat16 ? inputs.To(DType.Float32) : inputs;
        var factor = (x.Square().Mean(axes, keepAxes: true) + epsilon).Rsqrt();
        var lengths = Enumerable.Range(0, x.Rank).Select(i => axes.Contains(i) ? x.Shape[i] : 1).ToArray();
        return (x * factor * Cast(scale).To(x.Type).Reshape(lengths)).To(dtype_policy.ComputeType);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["axis"], config["epsilon"]) = (built ? axis.ToConfig() : _axis.ToConfig(), epsilon);
}
