using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Regularizers;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>Gives its input back and adds l1 · Σ|x| + l2 · Σx² of one sample on average to the loss; any shape.</summary>
/// <remarks>See keras.io/api/layers/regularization_layers/activity_regularization. PyTorch: such a penalty is added to the loss by hand.</remarks>
[Face("keras.layers")]
public sealed class ActivityRegularization : Layer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="l1">Factor of the absolute values.</param>
    /// <param name="l2">Factor of the squares.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public ActivityRegularization(double l1 = 0.0, double l2 = 0.0, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype, new L1L2(l1, l2)) => (this.l1, this.l2) = (l1, l2);

    /// <summary>Factor of the absolute values.</summary>
    public double l1 { get; }

    /// <summary>Factor of the squares.</summary>
    public double l2 { get; }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <summary>The arguments; the penalty is given by its factors.</summary>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        config.Remove("activity_regularizer");
        (config["l1"], config["l2"]) = (l1, l2);
        return config;
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => inputs;
}
