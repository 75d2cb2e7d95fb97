using System.Text.Json.Nodes;

namespace Diglot.Keras.Initializers;

/// <summary>An initializer for a weight whose layer knows which axes are inputs and which are outputs.</summary>
internal sealed class FannedInitializer(Initializer inner, Fans fans) : Initializer
{
    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type) => inner.Call(shape, type, fans);

    /// <inheritdoc/>
    public override JsonObject get_config() => inner.get_config();
}
