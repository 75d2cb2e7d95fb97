using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Normalization;

/// <summary>x / ‖x‖₂ over the given axes, so that each sample has length 1. Any shape, result of the same shape.</summary>
/// <remarks>See keras.io/api/layers/normalization_layers/unit_normalization. PyTorch: <c>F.normalize(x, dim)</c>.</remarks>
[Face("keras.layers")]
public sealed class UnitNormalization : Layer
{
    private readonly IntTuple _axis;

    /// <summary>Sets up the layer.</summary>
    /// <param name="axis">The axis or axes over which the length is taken; the last by default.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public UnitNormalization(IntTuple? axis = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype) => _axis = axis ?? -1;

    /// <summary>The axes over which the length is taken.</summary>
    public IReadOnlyList<int> axis => _axis.Values.ToArray();

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => Normalized(inputs, [.. axis.Select(axis => Axes.Normalize(axis, inputs.Rank))]);

    /// <summary>x / max(‖x‖₂, 1e-12).</summary>
    internal static Tensor Normalized(Tensor x, int[] axes) => x * x.Square().Sum(axes, keepAxes: true).Clamp(low: 1e-24).Rsqrt();

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => config["axis"] = _axis.ToConfig();
}
