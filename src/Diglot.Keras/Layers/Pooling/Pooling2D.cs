using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>Layers that make one number of each window of each channel: (N, H, W, C) to (N, H', W', C).</summary>
public abstract class Pooling2D : Layer
{
    private protected Pooling2D(IntTuple pool_size, IntTuple? strides, string padding, string? data_format, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype)
    {
        this.pool_size = pool_size.Expand(2, nameof(pool_size));
        this.strides = (strides ?? pool_size).Expand(2, nameof(strides));
        this.padding = Choices.Require(nameof(padding), padding.ToLowerInvariant(), "valid", "same");
        this.data_format = DataFormat.Standard(data_format);
    }

    /// <summary>Height and width of the window.</summary>
    public int[] pool_size { get; }

    /// <summary>Steps of the window.</summary>
    public int[] strides { get; }

    /// <summary>"valid" or "same".</summary>
    public string padding { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    private protected static int[] NoDilation { get; } = [1, 1];

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, 4);
        var result = inputShape;
        foreach (var (axis, i) in DataFormat.SpatialAxes(data_format, 4).Select(static (axis, i) => (axis, i)))
        {
            var length = Windows.Length(inputShape[axis], pool_size[i], strides[i], 1, padding);
            result = length is null or > 0 ? result.With(axis, length) : throw new ArgumentException(
                $"{Where}: the window of {pool_size[0]} x {pool_size[1]} does not fit an input of shape {inputShape}. Use padding: \"same\", a smaller window, or larger images.");
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

    /// <summary>Pools an image with channels last.</summary>
    private protected abstract Tensor Pool(Tensor x);
}
