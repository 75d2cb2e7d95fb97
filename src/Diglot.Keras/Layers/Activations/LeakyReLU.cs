using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Activations;

namespace Diglot.Keras.Layers.Activations;

/// <summary>x where positive, else negative_slope · x. Any shape.</summary>
/// <remarks>See keras.io/api/layers/activation_layers/leaky_relu. The slope is 0.3 by default; <c>Activation("leaky_relu")</c> has 0.2, PyTorch 0.01.</remarks>
[Face("keras.layers")]
public sealed class LeakyReLU : Layer
{
    /// <summary>Slope for negative inputs.</summary>
    public double negative_slope { get; }

    /// <summary>Sets up the layer.</summary>
    /// <param name="negative_slope">Slope for negative inputs.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public LeakyReLU(double negative_slope = 0.3, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.negative_slope = negative_slope;
    }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => ActivationFunctions.leaky_relu(inputs, negative_slope);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["negative_slope"] = negative_slope;
    }
}
