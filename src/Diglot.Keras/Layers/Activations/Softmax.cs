using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Activations;

/// <summary>eˣ / Σ eˣ along one or more axes; with a mask, places where it is false get 0. Any shape.</summary>
/// <remarks>See keras.io/api/layers/activation_layers/softmax. PyTorch: <c>nn.Softmax(dim)</c>.</remarks>
[Face("keras.layers")]
public sealed class Softmax : Layer
{
    private readonly JsonNode _axis;

    /// <summary>Sets up the layer.</summary>
    /// <param name="axis">The axis or axes.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Softmax(Utils.IntTuple? axis = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.axis = (axis ?? -1).Values.ToArray();
        _axis = (axis ?? -1).ToConfig();
    }

    /// <summary>The axis or axes.</summary>
    public int[] axis { get; }

    /// <inheritdoc/>
    private protected override bool UsesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Nest<Tensor> Call(CallArguments<Tensor> arguments, bool training)
    {
        var x = arguments.First.Single;
        if (arguments.Keywords.TryGetValue("mask", out var mask) && mask.IsItem)
        {
            // As Keras: a large negative number where the mask is false.
            x += (1 - mask.Single.To(x.Type)) * (x.Type == DType.Float16 ? -3e4 : -1e9);
        }

        return axis.Length == 1 ? x.Softmax(axis[0]) : (x - x.LogSumExp(axis, keepAxes: true)).Exp();
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => config["axis"] = _axis.DeepClone();
}
