using System.Text.Json.Nodes;
using Diglot.Autograd.Tape;
using Diglot.Faces;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>(x − mean) / √variance, with numbers given or learnt from data by <see cref="adapt"/>. Any shape, result of the same shape.</summary>
/// <remarks>
/// See keras.io/api/layers/preprocessing_layers/numerical/normalization. torchvision: <c>transforms.Normalize(mean, std)</c>, whose second argument is the standard deviation.
/// √variance counts as at least 1e-7.
/// </remarks>
[Face("keras.layers")]
public sealed class Normalization : Layer
{
    private const double LeastDeviation = 1e-7;
    private readonly IntTuple _axis;
    private readonly NumberTuple? _mean;
    private readonly NumberTuple? _variance;

    /// <summary>Sets up the layer.</summary>
    /// <param name="axis">The axes that keep numbers of their own, the last by default; an empty list (Python's None) for one number in all.</param>
    /// <param name="mean">Mean, one number or one for each element of the axes; with <paramref name="variance"/>.</param>
    /// <param name="variance">Variance, likewise; if neither is given, <see cref="adapt"/> finds both.</param>
    /// <param name="invert">Whether to undo the normalization instead: x · √variance + mean.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">Only one of mean and variance is given.</exception>
    public Normalization(IntTuple? axis = null, NumberTuple? mean = null, NumberTuple? variance = null, bool invert = false, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        if (mean is null != variance is null)
        {
            throw new ArgumentException($"Normalization: mean and variance are given together or not at all; received only {(mean is null ? nameof(variance) : nameof(mean))}.");
        }

        (_axis, _mean, _variance, this.invert) = (axis ?? -1, mean, variance, invert);
    }

    /// <summary>The axes that keep numbers of their own.</summary>
    public IReadOnlyList<int> axis => _axis.Values.ToArray();

    /// <summary>Whether the normalization is undone.</summary>
    public bool invert { get; }

    /// <summary>The mean, as given or learnt.</summary>
    public Tensor mean { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <summary>The variance, as given or learnt.</summary>
    public Tensor variance { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <summary>Learns mean and variance from data, all at once; what was learnt before is forgotten.</summary>
    public void adapt(Tensor data)
    {
        if (_mean is not null)
        {
            throw new InvalidOperationException($"{Where} was given its mean and variance; adapt would overwrite them. Leave mean and variance out.");
        }

        EnsureBuilt((PartialShape)data.Shape);
        using var quiet = GradientMode.Disable();
        int[] kept = Kept(data.Rank), others = [.. Enumerable.Range(0, data.Rank).Except(kept)];
        var x = data.To(mean.Type);
        mean.CopyFrom(x.Mean(others).Reshape(mean.Shape.ToArray()));
        variance.CopyFrom(x.Variance(others).Reshape(variance.Shape.ToArray()));
    }

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        Shape shape = new([.. Kept(inputShape.Rank).Select(axis => KnownLength(inputShape, axis))]);
        if (_mean is { } given)
        {
            (mean, variance) = (Given(given, shape), Given(_variance!.Value, shape));
            return;
        }

        mean = add_weight(shape, "zeros", trainable: false, name: "mean").value;
        variance = add_weight(shape, "ones", trainable: false, name: "variance").value;
        _ = add_weight(Shape.Scalar, "zeros", trainable: false, name: "count", dtype: "int64");
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var kept = Kept(inputs.Rank);
        int[] lengths = [.. Enumerable.Range(0, inputs.Rank).Select(i => kept.Contains(i) ? inputs.Shape[i] : 1)];
        var type = dtype_policy.ComputeType;
        var x = inputs.To(type);
        var (center, deviation) = (mean.To(type).Reshape(lengths), variance.To(type).Sqrt().Clamp(low: LeastDeviation).Reshape(lengths));
        return invert ? center + (x * deviation) : (x - center) / deviation;
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["axis"] = axis.ToConfig();
        config["invert"] = invert;
        config["mean"] = _mean?.ToConfig();
        config["variance"] = _variance?.ToConfig();
    }

    private int[] Kept(int rank) => [.. axis.Select(axis => Axes.Normalize(axis, rank)).Order()];

    private Tensor Given(NumberTuple numbers, Shape shape)
    {
        var values = Tensor.From(numbers.Values.ToArray()).To(dtype_policy.VariableType);
        return (values.Shape.Length == 1 ? values.Reshape() : values).BroadcastTo(shape).Clone();
    }
}
