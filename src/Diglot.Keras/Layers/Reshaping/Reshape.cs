using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Another shape of the same elements, row-major; the batch axis stays.</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/reshape. PyTorch: <c>x.view(…)</c>.</remarks>
[Face("keras.layers")]
public sealed class Reshape : Layer
{
    /// <summary>The new lengths without the batch axis.</summary>
    public int[] target_shape { get; }

    /// <summary>Sets up the layer.</summary>
    /// <param name="target_shape">The new lengths without the batch axis; one may be -1.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Reshape(IntTuple target_shape, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.target_shape = target_shape.Values.ToArray();
    }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => [inputShape[0], .. Lengths(inputShape.Slice(1, inputShape.Rank - 1))];

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => inputs.Reshape([inputs.Shape[0], .. target_shape]);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["target_shape"] = target_shape.ToConfig();
    }

    private IEnumerable<int?> Lengths(PartialShape inner)
        => inner.IsKnown ? Axes.Reshape(inner.Fill(0), target_shape).Select(static length => (int?)length)
            : target_shape.Select(static length => length == -1 ? null : (int?)length);
}
