using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>The axes in another order, the batch axis staying first.</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/permute. PyTorch: <c>x.permute(…)</c>, which counts the batch axis too.</remarks>
[Face("keras.layers")]
public sealed class Permute : Layer
{
    /// <summary>For each axis of the result the axis of the input, counting from 1.</summary>
    public int[] dims { get; }

    /// <summary>Sets up the layer.</summary>
    /// <param name="dims">For each axis of the result, which axis of the input it is, counting from 1.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Permute(IntTuple dims, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.dims = dims.Values.ToArray();
        if (!this.dims.Order().SequenceEqual(Enumerable.Range(1, this.dims.Length)))
        {
            throw new ArgumentException($"Permute: dims names each axis from 1 to {this.dims.Length} once; received {dims}.", nameof(dims));
        }
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => PartialShape.Create([inputShape[0], .. dims.Select(axis => inputShape[axis])]);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => inputs.Permute([0, .. dims]);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["dims"] = dims.ToConfig();
    }
}
