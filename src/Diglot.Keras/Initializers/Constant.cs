using System.Text.Json.Nodes;

namespace Diglot.Keras.Initializers;

/// <summary>All one number. See keras.io/api/layers/initializers.</summary>
/// <param name="value">The number.</param>
[Face("keras.initializers")]
public sealed class Constant(double value = 0) : Initializer
{
    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type) => NDArray.Full(shape, value, type);

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["value"] = value };
}
