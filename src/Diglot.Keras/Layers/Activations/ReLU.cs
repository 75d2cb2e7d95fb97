using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Activations;

namespace Diglot.Keras.Layers.Activations;

/// <summary>max(x, 0), with a leak, a ceiling and a threshold if asked for: x from threshold on, at most max_value; negative_slope · (x − threshold) below. Any shape.</summary>
/// <remarks>See keras.io/api/layers/activation_layers/relu. PyTorch: <c>nn.ReLU</c>, <c>nn.ReLU6</c>, <c>nn.LeakyReLU</c>.</remarks>
[Face("keras.layers")]
public sealed class ReLU : Layer
{
    /// <summary>Largest result.</summary>
    public double? max_value { get; }

    /// <summary>Slope below the threshold.</summary>
    public double negative_slope { get; }

    /// <summary>Where the ramp begins.</summary>
    public double threshold { get; }

    /// <summary>Sets up the layer.</summary>
    /// <param name="max_value">Largest result; none by default.</param>
    /// <param name="negative_slope">Slope below the threshold.</param>
    /// <param name="threshold">Where the ramp begins.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public ReLU(double? max_value = null, double negative_slope = 0.0, double threshold = 0.0, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        if (max_value < 0 || negative_slope < 0 || threshold < 0)
        {
            throw new ArgumentException($"ReLU: max_value, negative_slope and threshold cannot be negative; received {max_value?.ToString() ?? "None"}, {negative_slope}, {threshold}.");
        }

        (this.max_value, this.negative_slope, this.threshold) = (max_value, negative_slope, threshold);
    }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => ActivationFunctions.relu(inputs, negative_slope, max_value, threshold);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["max_value"] = max_value;
        config["negative_slope"] = negative_slope;
        config["threshold"] = threshold;
    }
}
