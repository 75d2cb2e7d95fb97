using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>All axes but the batch axis made one: (N, a, b, c) to (N, a·b·c), row-major; (N,) to (N, 1). With channels_first the channel axis is moved last before.</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/flatten. PyTorch: <c>nn.Flatten</c>; after convolutions its order differs, as it keeps channels before rows and columns.</remarks>
[Face("keras.layers")]
public sealed class Flatten : Layer
{
    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <summary>Sets up the layer.</summary>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Flatten(string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.data_format = DataFormat.Standard(data_format);
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => [inputShape[0], inputShape.Skip(1).Aggregate((int?)1, static (product, length) => product * length)];

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => (data_format == "channels_first" && inputs.Rank > 2 ? DataFormat.ChannelsLast(inputs) : inputs).Reshape(inputs.Shape[0], inputs.Shape[0] == 0 ? (int)inputs.Shape.Skip(1).Aggregate(1L, static (product, length) => product * length) : -1);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["data_format"] = data_format;
    }
}
