using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>x · scale + offset; one number each, or one for each channel. Any shape.</summary>
/// <remarks>See keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling. torchvision: <c>ToTensor</c> and <c>Normalize</c>.</remarks>
[Face("keras.layers")]
public sealed class Rescaling : Layer
{
    /// <summary>Factor.</summary>
    public NumberTuple scale { get; }

    /// <summary>Added after scaling.</summary>
    public NumberTuple offset { get; }

    /// <summary>Sets up the layer.</summary>
    /// <param name="scale">Factor.</param>
    /// <param name="offset">Added after scaling; 0 by default.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Rescaling(NumberTuple scale, NumberTuple? offset = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        (this.scale, this.offset) = (scale, offset ?? 0.0);
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => offset.Along(scale.Along(inputs, static (x, s) => x * s, static (x, s) => x * s), static (x, s) => x + s, static (x, s) => x + s);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["scale"] = scale.ToConfig();
        config["offset"] = offset.ToConfig();
    }
}
