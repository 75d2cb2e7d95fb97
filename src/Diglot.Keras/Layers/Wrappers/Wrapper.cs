using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Layers.Wrappers;

/// <summary>A layer around another one, whose weights are its own too.</summary>
public abstract class Wrapper : Layer
{
    private protected Wrapper(Layer layer, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype) => (this.layer, Sublayers) = (layer, [layer]);

    /// <summary>The layer inside.</summary>
    public Layer layer { get; }

    /// <inheritdoc/>
    internal override IReadOnlyList<Layer> Sublayers { get; }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => config["layer"] = LayerSerializer.Serialize(layer);
}
