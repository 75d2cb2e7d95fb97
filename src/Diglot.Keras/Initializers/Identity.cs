using System.Text.Json.Nodes;

namespace Diglot.Keras.Initializers;

/// <summary>gain on the diagonal of a matrix, 0 elsewhere. See keras.io/api/layers/initializers. PyTorch: eye_.</summary>
/// <param name="gain">The factor.</param>
[Face("keras.initializers")]
public sealed class Identity(double gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type)
    {
        if (shape.Rank != 2)
        {
            throw new ArgumentException($"Identity matrix initializer can only be used for 2D matrices. Received: shape={shape} of rank {shape.Rank}.", nameof(shape));
        }

        var values = NDArray.Zeros(shape, type);
        for (var i = 0; i < Math.Min(shape[0], shape[1]); i++)
        {
            values.Slice(0, i, 1).Slice(1, i, 1).Fill(gain);
        }

        return values;
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["gain"] = gain };
}
