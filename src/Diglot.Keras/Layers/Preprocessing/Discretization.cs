using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>Numbers as the number of the interval in which they lie: with boundaries b₀ &lt; b₁ … a number x has place i where bᵢ₋₁ ≤ x &lt; bᵢ. Any shape.</summary>
/// <remarks>See keras.io/api/layers/preprocessing_layers/numerical/discretization. PyTorch: <c>torch.bucketize(x, boundaries, right=True)</c>.</remarks>
[Face("keras.layers")]
public sealed class Discretization : Layer
{
    private readonly int? _bins;
    private readonly double _epsilon;

    /// <summary>Sets up the layer.</summary>
    /// <param name="bin_boundaries">The boundaries, ascending.</param>
    /// <param name="num_bins">How many intervals Keras's <c>adapt</c> looks for; kept for files that hold the boundaries found.</param>
    /// <param name="epsilon">Belongs to <paramref name="num_bins"/>.</param>
    /// <param name="output_mode"><c>"int"</c> (default): the place; <c>"one_hot"</c>, <c>"multi_hot"</c>, <c>"count"</c>: vectors, as CategoryEncoding makes them.</param>
    /// <param name="sparse">Sparse tensors are not supported: must be false.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <exception cref="ArgumentException">There are no boundaries, or an argument is not allowed.</exception>
    public Discretization(double[]? bin_boundaries = null, int? num_bins = null, double epsilon = 0.01, string output_mode = "int", bool sparse = false, DTypePolicy? dtype = null, string? name = null)
        : base(name, trainable: true, dtype)
    {
        this.bin_boundaries = bin_boundaries is { } given && given.Zip(given.Skip(1)).All(static pair => pair.First <= pair.Second) ? given : throw new ArgumentException(
            $"Discretization: bin_boundaries must be given, ascending{(bin_boundaries is null && num_bins is not null ? "; learning them from data (num_bins with adapt) is not supported" : "")}.", nameof(bin_boundaries));
        (_bins, _epsilon) = (num_bins, epsilon);
        this.output_mode = Choices.Require(nameof(output_mode), output_mode, "int", "one_hot", "multi_hot", "count");
        if (sparse)
        {
            throw new ArgumentException("Discretization: sparse results are not supported; leave sparse false.", nameof(sparse));
        }
    }

    /// <summary>The boundaries, ascending.</summary>
    public double[] bin_boundaries { get; }

    /// <summary>What the result holds.</summary>
    public string output_mode { get; }

    /// <summary>The arguments; Keras gives the element type by its name here.</summary>
    public override JsonObject get_config() => new()
    {
        ["bin_boundaries"] = new JsonArray([.. bin_boundaries.Select(static boundary => JsonValue.Create(boundary))]),
        ["num_bins"] = _bins,
        ["epsilon"] = _epsilon,
        ["output_mode"] = output_mode,
        ["sparse"] = false,
        ["name"] = name,
        ["dtype"] = dtype_policy.name,
    };

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
        => output_mode == "int" ? inputShape : output_mode == "one_hot" && (inputShape.Rank < 2 || inputShape[-1] != 1) ? [.. inputShape, bin_boundaries.Length + 1] : inputShape.With(-1, bin_boundaries.Length + 1);

    /// <inheritdoc/>
    private protected override DType OutputType(DType inputType) => output_mode == "int" ? DType.Int32 : dtype_policy.ComputeType;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        // The place is how many boundaries are not above the number.
        var x = inputs.Detach().To(dtype_policy.ComputeType);
        var places = x.ExpandDims(x.Rank).GreaterOrEqual(Tensor.From(bin_boundaries).To(x.Type)).To(DType.Int32).Sum([x.Rank], keepAxes: false).To(DType.Int32);
        return output_mode == "int" ? places : OneHot.Encoded(places, bin_boundaries.Length + 1, output_mode, dtype_policy.ComputeType, Where);
    }
}
