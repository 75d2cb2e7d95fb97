using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Activations;

namespace Diglot.Keras.Layers.Activations;

/// <summary>x where positive, else alpha · (eˣ − 1). Any shape.</summary>
/// <remarks>See keras.io/api/layers/activation_layers/elu. PyTorch: <c>nn.ELU</c>.</remarks>
[Face("keras.layers")]
public sealed class ELU : Layer
{
    /// <summary>Scale of the negative part.</summary>
    public double alpha { get; }

    /// <summary>Sets up the layer.</summary>
    /// <param name="alpha">Scale of the negative part.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public ELU(double alpha = 1.0, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.alpha = alpha;
    }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => ActivationFunctions.elu(inputs, alpha);

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        // Keras's one layer that puts its argument behind the name.
        var config = base.get_config();
        config.Insert(1, "alpha", alpha);
        return config;
    }
}
