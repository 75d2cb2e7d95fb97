using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Activations;

namespace Diglot.Keras.Layers.Core;

/// <summary>Applies an activation to its input; any shape, result of the same shape.</summary>
/// <remarks>See keras.io/api/layers/core_layers/activation. PyTorch has a module for each function: <c>nn.Sigmoid()</c>.</remarks>
[Face("keras.layers")]
public sealed class Activation : Layer
{
    /// <summary>Names the function.</summary>
    /// <param name="activation">Such as <c>"relu"</c>, or a function.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public Activation(ActivationFunction activation, string? name = null, DTypePolicy? dtype = null, bool trainable = true)
        : base(name, trainable, dtype)
        => this.activation = activation;

    /// <summary>The function.</summary>
    public ActivationFunction activation { get; }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => activation.Call(inputs);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => config["activation"] = activation.ToConfig();
}
