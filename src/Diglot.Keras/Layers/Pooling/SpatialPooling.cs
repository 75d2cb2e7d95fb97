using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>Layers that make one number of each window of each channel: (N, T, C), (N, H, W, C) or (N, D, H, W, C) to the same with fewer places.</summary>
public abstract class SpatialPooling : Layer
{
    private readonly int _rank;

    private protected SpatialPooling(int rank, IntTuple pool_size, IntTuple? strides, string padding, string? data_format, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype)
    {
        _rank = rank;
        this.pool_size = pool_size.Expand(rank, nameof(pool_size));
        this.strides = (strides ?? pool_size).Expand(rank, nameof(strides));
        this.padding = Choices.Require(nameof(padding), padding.ToLowerInvariant(), "valid", "same");
        this.data_format = DataFormat.Standard(data_format);
    }

    /// <summary>Lengths of the window.</summary>
    public int[] pool_size { get; }

    /// <summary>Steps of the window.</summary>
    public int[] strides { get; }

    /// <summary>"valid" or "same".</summary>
    public string padding { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    private int[] NoDilation => [.. Enumerable.Repeat(1, _rank)];

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, _rank + 2);
        var result = inputShape;
        foreach (var (i, axis) in DataFormat.SpatialAxes(data_format, _rank + 2).Index())
        {
            var length = Windows.Length(inputShape[axis], pool_size[i], strides[i], 1, padding);
            result = length is null or > 0 ? result.With(axis, length) : throw new ArgumentException(
                $"{Where}: the window of {string.Join(" x ", pool_size)} does not fit an input of shape {inputShape}. Use padding: \"same\", a smaller window, or larger inputs.");
        }

        return result;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        _ = ComputeOutputShape(inputs.Shape);
        return data_format == "channels_first" ? DataFormat.ChannelsFirst(Pool(DataFormat.ChannelsLast(inputs))) : Pool(inputs);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["pool_size"] = pool_size.ToConfig();
        config["padding"] = padding;
        config["strides"] = strides.ToConfig();
        config["data_format"] = data_format;
    }

    /// <summary>Pools an input with channels last.</summary>
    private protected abstract Tensor Pool(Tensor x);

    /// <summary>The largest element of each window.</summary>
    private protected Tensor Largest(Tensor x)
        => Windows.Of(Windows.Padded(x, pool_size, strides, NoDilation, padding, double.NegativeInfinity), pool_size, strides, NoDilation).Aggregate(Tensor.Maximum);

    /// <summary>The mean of each window; of what reaches over the edge, only the elements inside count.</summary>
    private protected Tensor Mean(Tensor x)
    {
        var sum = Sum(x);
        return padding == "same" ? sum / Sum(Tensor.Ones([1, .. x.Shape.ToArray()[1..^1], 1], x.Type)) : sum / (double)pool_size.Aggregate(1, static (a, b) => a * b);
    }

    private Tensor Sum(Tensor x)
        => Windows.Of(Windows.Padded(x, pool_size, strides, NoDilation, padding, 0), pool_size, strides, NoDilation).Aggregate(static (a, b) => a + b);
}
