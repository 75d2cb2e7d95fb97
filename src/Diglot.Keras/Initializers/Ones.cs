using System.Text.Json.Nodes;

namespace Diglot.Keras.Initializers;

/// <summary>All 1. See keras.io/api/layers/initializers.</summary>
[Face("keras.initializers")]
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type) => NDArray.Full(shape, 1, type);

    /// <inheritdoc/>
    public override JsonObject get_config() => [];
}
