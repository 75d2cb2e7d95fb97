using Diglot.Faces;

namespace Diglot.Keras.Layers.Core;

/// <summary>Gives its input back; any shape.</summary>
/// <remarks>See keras.io/api/layers/core_layers/identity. PyTorch: <c>nn.Identity</c>.</remarks>
[Face("keras.layers")]
public sealed class Identity : Layer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Identity(string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => inputs;
}
