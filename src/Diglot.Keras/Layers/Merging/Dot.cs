using System.Text.Json.Nodes;
using Diglot.Autograd.Functional;
using Diglot.Faces;
using Diglot.Keras.Layers.Normalization;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Merging;

/// <summary>
/// Sums of products of two inputs along one axis of each, sample by sample: (N, a, k) and (N, k, b) with axes (2, 1) give (N, a, b); (N, k) and (N, k) give (N, 1).
/// </summary>
/// <remarks>See keras.io/api/layers/merging_layers/dot. PyTorch: <c>torch.bmm</c>; with normalize, <c>F.cosine_similarity</c>.</remarks>
[Face("keras.layers")]
public sealed class Dot : Layer
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private readonly IntTuple _axes;

    /// <summary>Sets up the layer; call it on a list: <c>layer.call([a, b])</c>.</summary>
    /// <param name="axes">The axis of both inputs, or one of each, counting the batch axis as 0.</param>
    /// <param name="normalize">Whether vectors along the axes are first brought to length 1, so that the result is the cosine of their angle.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">There are more than two axes, or one is the batch axis.</exception>
    public Dot(IntTuple axes, bool normalize = false, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        _axes = axes.Values.Length is 1 or 2 && !axes.Values.Contains(0) ? axes
            : throw new ArgumentException($"Dot: axes is one axis or one for each of the two inputs, and never the batch axis 0; received {axes}.", nameof(axes));
        this.normalize = normalize;
    }

    /// <summary>The axis of each input.</summary>
    public IReadOnlyList<int> axes => [_axes.Values[0], _axes.Values[^1]];

    /// <summary>Whether vectors are brought to length 1 first.</summary>
    public bool normalize { get; }

    /// <inheritdoc/>
    protected override void Build(Nest<PartialShape> shapes) => _ = ComputeOutputShapes(shapes);

    /// <inheritdoc/>
    protected internal override Nest<PartialShape> ComputeOutputShapes(Nest<PartialShape> shapes)
    {
        if (shapes.Flatten() is not [{ Rank: > 1 } a, { Rank: > 1 } b])
        {
            throw new ArgumentException($"{Where} takes a list of exactly 2 inputs, each with two axes or more; received {string.Join(" and ", shapes.Flatten())}.");
        }

        var (first, second) = (Axes.Normalize(axes[0], a.Rank), Axes.Normalize(axes[1], b.Rank));
        if (a[first] is { } left && b[second] is { } right && left != right)
        {
            throw new ArgumentException($"{Where}: axis {axes[0]} of {a} and axis {axes[1]} of {b} must be equally long.");
        }

        int?[] lengths = [a[0], .. a.Where((_, i) => i > 0 && i != first), .. b.Where((_, i) => i > 0 && i != second)];
        return (PartialShape)(lengths.Length == 1 ? [.. lengths, 1] : lengths);
    }

    /// <inheritdoc/>
    protected override Nest<Tensor> Call(CallArguments<Tensor> arguments, bool training)
    {
        var inputs = arguments.First.Flatten();
        _ = ComputeOutputShapes(arguments.First.Map(static tensor => (PartialShape)tensor.Shape));
        var (a, b) = (inputs[0], inputs[1]);
        var (first, second) = (Axes.Normalize(axes[0], a.Rank), Axes.Normalize(axes[1], b.Rank));
        if (normalize)
        {
            (a, b) = (UnitNormalization.Normalized(a, [first]), UnitNormalization.Normalized(b, [second]));
        }

        // The batch is 'a'; the axis summed over has the same letter in both.
        var left = Letters[..a.Rank];
        var right = "a" + Letters[a.Rank..(a.Rank + b.Rank - 1)];
        right = right[..second] + left[first] + right[(second + 1)..];
        var y = Einsum.Run($"{left},{right}->{left.Remove(first, 1)}{right.Remove(second, 1)[1..]}", a, b);
        return y.Rank == 1 ? y.ExpandDims(1) : y;
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["axes"], config["normalize"]) = (_axes.ToConfig(), normalize);
}
