namespace Diglot.Torch.Functional;

/// <summary>Maxima back to their places.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#pooling-functions.</remarks>
[Face("F")]
public static class Unpoolings
{
    /// <summary>Puts the maxima of sequences back to their places; all other elements are 0.</summary>
    /// <param name="input">(N, C, T) or (C, T).</param>
    /// <param name="indices">The places, as max_pool1d_with_indices gives them.</param>
    /// <param name="kernel_size">Size of the window of the pooling.</param>
    /// <param name="stride">Its step; the window's size by default.</param>
    /// <param name="padding">Its padding; 0 by default.</param>
    /// <param name="output_size">Length of the result, or its whole shape; by default the shortest that the pooling could have had.</param>
    public static Tensor max_unpool1d(Tensor input, Tensor indices, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, int[]? output_size = null)
        => Unpool(1, input, indices, kernel_size, stride, padding, output_size);

    /// <summary>As <see cref="max_unpool1d"/>, for images.</summary>
    public static Tensor max_unpool2d(Tensor input, Tensor indices, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, int[]? output_size = null)
        => Unpool(2, input, indices, kernel_size, stride, padding, output_size);

    /// <summary>As <see cref="max_unpool1d"/>, for volumes.</summary>
    public static Tensor max_unpool3d(Tensor input, Tensor indices, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, int[]? output_size = null)
        => Unpool(3, input, indices, kernel_size, stride, padding, output_size);

    private static Tensor Unpool(int axes, Tensor input, Tensor indices, IntOrTuple kernel_size, IntOrTuple? stride, IntOrTuple? padding, int[]? output_size)
    {
        Arguments.Poolable(input, axes);
        if (indices.Shape != input.Shape)
        {
            throw new ArgumentException($"Expected shape of indices to be same as that of the input tensor ({new Size(input.Shape)}) but got indices tensor with shape: {new Size(indices.Shape)}", nameof(indices));
        }

        var (kernel, sides) = (kernel_size.Expand(axes, nameof(kernel_size)), (padding ?? 0).Expand(axes, nameof(padding)));
        var steps = (stride ?? kernel_size).Expand(axes, nameof(stride));
        var shape = input.Shape.ToArray();
        int[] usual = [.. Enumerable.Range(0, axes).Select(i => ((shape[^(axes - i)] - 1) * steps[i]) + kernel[i] - (2 * sides[i]))];
        var size = output_size is null ? usual : output_size.Length == axes ? output_size : output_size[^axes..];
        for (var i = 0; i < axes; i++)
        {
            if (size[i] <= usual[i] - steps[i] || size[i] >= usual[i] + steps[i])
            {
                throw new ArgumentException($"invalid output_size {PythonText.Tuple(size)} (dim {i} must be between {usual[i] - steps[i]} and {usual[i] + steps[i]})", nameof(output_size));
            }
        }

        var (channels, length) = (shape[..^axes].Aggregate(1, static (a, b) => a * b), size.Aggregate(1, static (a, b) => a * b));
        var places = indices.Reshape(channels, -1);
        if (places.ToArray<long>().FirstOrDefault(place => place < 0 || place >= length, -1) is var wrong and >= 0)
        {
            throw new ArgumentException($"Found an invalid max index: {wrong} (output volumes are of size {string.Join("x", size)})", nameof(indices));
        }

        return Tensor.Zeros([channels, length], input.Type).Scatter(1, places, input.Reshape(channels, -1)).Reshape([.. shape[..^axes], .. size]);
    }
}
