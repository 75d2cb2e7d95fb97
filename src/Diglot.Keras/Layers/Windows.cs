namespace Diglot.Keras.Layers;

/// <summary>
/// Sliding windows over images with channels last, (N, H, W, C), in operations of the tape: for each place in the window the elements that
/// it meets. Plain and exact; it is the way for what no fused kernel covers.
/// </summary>
internal static class Windows
{
    /// <summary>Length of a result axis.</summary>
    public static int? Length(int? input, int window, int stride, int dilation, string padding)
    {
        var reach = ((window - 1) * dilation) + 1;
        return input is not { } length ? null : padding == "same" ? (length + stride - 1) / stride : Math.Max(0, ((length - reach) / stride) + 1);
    }

    /// <summary>How much "same" adds before and after: the odd one goes after, as in TensorFlow.</summary>
    public static (int Before, int After) Same(int length, int window, int stride, int dilation)
    {
        var reach = ((window - 1) * dilation) + 1;
        var total = Math.Max(0, ((((length + stride - 1) / stride) - 1) * stride) + reach - length);
        return (total / 2, total - (total / 2));
    }

    /// <summary>The image surrounded as "same" asks.</summary>
    public static Tensor Padded(Tensor x, int[] window, int[] strides, int[] dilation, string padding, Scalar value)
    {
        if (padding != "same")
        {
            return x;
        }

        var pads = window.Select((size, i) => Same(x.Shape[i + 1], size, strides[i], dilation[i])).ToArray();
        return pads.All(static pad => pad is (0, 0)) ? x : x.Pad([(0, 0), .. pads, (0, 0)], value);
    }

    /// <summary>For each place in the window, row by row, the elements of the padded image that it meets: (N, H', W', C).</summary>
    public static IEnumerable<Tensor> Of(Tensor padded, int[] window, int[] strides, int[] dilation) => Of(padded, window, strides, dilation, 0);

    private static IEnumerable<Tensor> Of(Tensor padded, int[] window, int[] strides, int[] dilation, int axis)
    {
        if (axis == window.Length)
        {
            return [padded];
        }

        var places = Length(padded.Shape[axis + 1], window[axis], strides[axis], dilation[axis], "valid")!.Value;
        return Enumerable.Range(0, window[axis]).SelectMany(i => Of(padded.Slice(axis + 1, i * dilation[axis], places, strides[axis]), window, strides, dilation, axis + 1));
    }
}
