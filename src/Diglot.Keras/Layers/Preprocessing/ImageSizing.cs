using Diglot.Keras.Layers.Reshaping;

namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>Images (…, H, W, C) in another size, as Keras's resizing and cropping layers make them.</summary>
internal static class ImageSizing
{
    /// <summary>Rows and columns sampled anew.</summary>
    public static Tensor Resized(Tensor x, (int Height, int Width) size, string interpolation, bool antialias = false)
        => Sampled(Sampled(x, x.Rank - 3, size.Height, interpolation, antialias), x.Rank - 2, size.Width, interpolation, antialias);

    /// <summary>The largest part from the middle that has the shape of the size.</summary>
    public static Tensor CroppedToAspect(Tensor x, (int Height, int Width) size)
    {
        var (height, width) = (x.Shape[-3], x.Shape[-2]);
        var cropHeight = Math.Max(1, Math.Min(height, (int)((double)width * size.Height / size.Width)));
        var cropWidth = Math.Max(1, Math.Min(width, (int)((double)height * size.Width / size.Height)));
        return Middle(x, (cropHeight, cropWidth));
    }

    /// <summary>The image in the middle of a constant, in the shape of the size.</summary>
    public static Tensor PaddedToAspect(Tensor x, (int Height, int Width) size, double value)
    {
        var (height, width) = (x.Shape[-3], x.Shape[-2]);
        int down = Math.Max(height, (int)((double)width * size.Height / size.Width)) - height, across = Math.Max(width, (int)((double)height * size.Width / size.Height)) - width;
        var widths = new (int, int)[x.Rank];
        (widths[^3], widths[^2]) = ((down / 2, down - (down / 2)), (across / 2, across - (across / 2)));
        return x.Pad(widths, value);
    }

    /// <summary>A part from the middle; of an odd rest the larger half is cut at the end.</summary>
    public static Tensor Middle(Tensor x, (int Height, int Width) size)
        => x.Slice(x.Rank - 3, (x.Shape[-3] - size.Height) / 2, size.Height).Slice(x.Rank - 2, (x.Shape[-2] - size.Width) / 2, size.Width);

    private static Tensor Sampled(Tensor x, int axis, int length, string interpolation, bool antialias)
    {
        var before = x.Shape[axis];
        return before == length ? x
            : interpolation != "nearest" ? Resampling.Along(x, axis, length, interpolation, antialias)
            : x.Take(Tensor.From(Enumerable.Range(0, length).Select(i => Math.Min(before - 1, (long)Math.Floor((i + 0.5) * before / length))).ToArray()), axis);
    }
}
