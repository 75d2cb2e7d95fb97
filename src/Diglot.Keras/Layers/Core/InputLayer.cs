using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Models;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Core;

/// <summary>Where data enters a model: announces shape and type, computes nothing.</summary>
/// <remarks>See keras.io/api/layers/core_layers/input. PyTorch has no counterpart: modules do not know the shape of their input.</remarks>
[Face("keras.layers")]
public sealed class InputLayer : Layer
{
    /// <summary>Announces an input.</summary>
    /// <param name="shape">Length of each axis but the batch axis; unknown ones null.</param>
    /// <param name="batch_size">Length of the batch axis, if it is fixed.</param>
    /// <param name="dtype">Element type by name; float32 by default.</param>
    /// <param name="sparse">Sparse tensors are not supported: must be false.</param>
    /// <param name="ragged">Ragged tensors are not supported: must be false.</param>
    /// <param name="batch_shape">Length of each axis, batch axis included; instead of <paramref name="shape"/>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="optional">Whether the input may be left out; must be false.</param>
    /// <exception cref="ArgumentException">Neither or both shapes are given, or an argument is not supported.</exception>
    public InputLayer(
        PartialShape? shape = null,
        int? batch_size = null,
        DTypePolicy? dtype = null,
        bool sparse = false,
        bool ragged = false,
        PartialShape? batch_shape = null,
        string? name = null,
        bool optional = false)
        : base(name, trainable: true, dtype)
    {
        if (shape.HasValue == batch_shape.HasValue)
        {
            throw new ArgumentException($"{Where}: give either shape (without the batch axis) or batch_shape (with it), not {(shape.HasValue ? "both" : "neither")}.");
        }

        if (sparse || ragged || optional)
        {
            throw new ArgumentException($"{Where}: {(sparse ? nameof(sparse) : ragged ? nameof(ragged) : nameof(optional))} inputs are not supported. Give a dense tensor.");
        }

        this.batch_shape = batch_shape ?? new int?[] { batch_size }.Concat(shape!.Value).ToArray();
        _ = new Node(this, new CallArguments<KerasTensor>(), new KerasTensor(this.batch_shape, dtype_policy.ComputeType, this.name));
    }

    /// <summary>Length of each axis, batch axis included.</summary>
    public PartialShape batch_shape { get; }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    public override JsonObject get_config() => new()
    {
        ["batch_shape"] = batch_shape.ToConfig(),
        ["dtype"] = DTypeNames.Name(dtype_policy.ComputeType),
        ["sparse"] = false,
        ["ragged"] = false,
        ["name"] = name,
        ["optional"] = false,
    };

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => inputs;
}
