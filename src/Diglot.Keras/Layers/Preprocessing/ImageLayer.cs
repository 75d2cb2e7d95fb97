using System.Text.Json.Nodes;

namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>Layers that bring images, alone or in batches, to a given height and width: (N, H, W, C) to (N, height, width, C).</summary>
public abstract class ImageLayer : Layer
{
    private protected ImageLayer(int height, int width, string? data_format, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype)
    {
        (this.height, this.width) = height > 0 && width > 0 ? (height, width) : throw new ArgumentException($"{ClassName}: height and width must be at least 1; received {height} and {width}.");
        this.data_format = DataFormat.Standard(data_format);
    }

    /// <summary>Height of the result.</summary>
    public int height { get; }

    /// <summary>Width of the result.</summary>
    public int width { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireImages(inputShape);
        var rows = data_format == "channels_first" ? -2 : -3;
        return inputShape.With(rows, height).With(rows + 1, width);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireImages(inputs.Shape);
        var x = inputs.To(dtype_policy.ComputeType);
        var (single, first) = (inputs.Rank == 3, data_format == "channels_first");
        x = single ? x.ExpandDims(0) : x;
        x = Sized(first ? DataFormat.ChannelsLast(x) : x);
        x = first ? DataFormat.ChannelsFirst(x) : x;
        return single ? x.Squeeze(0) : x;
    }

    /// <summary>Images (N, H, W, C) in the size wanted.</summary>
    private protected abstract Tensor Sized(Tensor x);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["data_format"] = data_format;
        config["height"] = height;
        config["width"] = width;
    }

    private void RequireImages(PartialShape shape)
    {
        if (shape.Rank is not (3 or 4))
        {
            throw new ArgumentException($"{Where} takes one image (3 axes) or a batch of images (4 axes); received shape {shape}.");
        }
    }
}
