using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>A vector repeated: (N, D) to (N, n, D).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/repeat_vector.</remarks>
[Face("keras.layers")]
public sealed class RepeatVector : Layer
{
    /// <summary>How often.</summary>
    public int n { get; }

    /// <summary>Sets up the layer.</summary>
    /// <param name="n">How often.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public RepeatVector(int n, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.n = n > 0 ? n : throw new ArgumentOutOfRangeException(nameof(n), $"RepeatVector: n must be at least 1; received {n}.");
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => [inputShape[0], n, inputShape[1]];

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => inputs.ExpandDims(1).BroadcastTo([inputs.Shape[0], n, inputs.Shape[1]]);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["n"] = n;
    }
}
