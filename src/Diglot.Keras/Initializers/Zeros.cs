using System.Text.Json.Nodes;

namespace Diglot.Keras.Initializers;

/// <summary>All 0. See keras.io/api/layers/initializers.</summary>
[Face("keras.initializers")]
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type) => NDArray.Full(shape, 0, type);

    /// <inheritdoc/>
    public override JsonObject get_config() => [];
}
