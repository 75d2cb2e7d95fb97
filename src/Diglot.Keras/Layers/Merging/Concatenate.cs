using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Merging;

/// <summary>Its inputs one after the other along an axis; all other axes are equal.</summary>
/// <remarks>See keras.io/api/layers/merging_layers/concatenate. PyTorch: <c>torch.cat</c>.</remarks>
[Face("keras.layers")]
public sealed class Concatenate : Layer
{
    /// <summary>Sets up the layer; call it on a list: <c>layer.call([a, b])</c>.</summary>
    /// <param name="axis">The axis, counting the batch axis as 0; the last by default.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Concatenate(int axis = -1, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
        => this.axis = axis;

    /// <summary>The axis, counting the batch axis as 0.</summary>
    public int axis { get; }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override void Build(Nest<PartialShape> shapes) => _ = ComputeOutputShapes(shapes);

    /// <inheritdoc/>
    protected internal override Nest<PartialShape> ComputeOutputShapes(Nest<PartialShape> shapes)
    {
        var all = shapes.Flatten();
        if (all.Count < 1 || shapes.IsItem)
        {
            throw new ArgumentException($"{Where} takes a list of inputs; received one of shape {all[0]}.");
        }

        var along = Axes.Normalize(axis, all[0].Rank);
        foreach (var other in all.Skip(1))
        {
            if (other.Rank != all[0].Rank || Enumerable.Range(0, other.Rank).Any(i => i != along && other[i] is { } b && all[0][i] is { } a && a != b))
            {
                throw new ArgumentException($"{Where} takes inputs that are equal but for axis {axis}; received shapes {string.Join(", ", all)}.");
            }
        }

        return all[0].With(along, all.Aggregate((int?)0, (sum, shape) => sum + shape[along]));
    }

    /// <inheritdoc/>
    protected override Nest<Tensor> Call(CallArguments<Tensor> arguments, bool training)
        => Tensor.Concatenate([.. arguments.First.Flatten()], axis);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => config["axis"] = axis;
}
