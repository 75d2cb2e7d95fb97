namespace Diglot.Torch.Functional;

/// <summary>Images as columns of their windows, and back.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#convolution-functions.</remarks>
[Face("F")]
public static class Foldings
{
    /// <summary>The windows of images as columns: (N, C, H, W) to (N, C · kH · kW, L), L windows row by row.</summary>
    /// <param name="input">(N, C, H, W) or (C, H, W).</param>
    /// <param name="kernel_size">Size of the window.</param>
    /// <param name="dilation">Distance between the window's elements; 1 by default.</param>
    /// <param name="padding">Zeros on each side; 0 by default.</param>
    /// <param name="stride">Step between windows; 1 by default.</param>
    public static Tensor unfold(Tensor input, IntOrTuple kernel_size, IntOrTuple? dilation = null, IntOrTuple? padding = null, IntOrTuple? stride = null)
    {
        if (input.Rank is not (3 or 4))
        {
            throw new ArgumentException($"Expected 3D or 4D (batch mode) tensor for unfold, but got input of size: {new Size(input.Shape)}", nameof(input));
        }

        var batch = input.Rank == 4 ? input : input.ExpandDims(0);
        var (windows, height, width, sides) = Windows([batch.Shape[2], batch.Shape[3]], kernel_size, dilation, padding, stride);
        var padded = batch.Pad([(0, 0), (0, 0), (sides[0], sides[0]), (sides[1], sides[1])], 0).Reshape(batch.Shape[0], batch.Shape[1], height * width);
        var columns = padded.Take(windows, 2).Reshape(batch.Shape[0], batch.Shape[1] * windows.Shape[0], windows.Shape[1]);
        return input.Rank == 4 ? columns : columns.Squeeze(0);
    }

    /// <summary>Columns of windows added up to images: (N, C · kH · kW, L) to (N, C, H, W); what overlaps is summed.</summary>
    /// <param name="input">(N, C · kH · kW, L) or (C · kH · kW, L).</param>
    /// <param name="output_size">Height and width of the images.</param>
    /// <param name="kernel_size">Size of the window.</param>
    /// <param name="dilation">Distance between the window's elements; 1 by default.</param>
    /// <param name="padding">Zeros that were on each side; 0 by default.</param>
    /// <param name="stride">Step between windows; 1 by default.</param>
    public static Tensor fold(Tensor input, IntOrTuple output_size, IntOrTuple kernel_size, IntOrTuple? dilation = null, IntOrTuple? padding = null, IntOrTuple? stride = null)
    {
        var size = output_size.Expand(2, nameof(output_size));
        var (windows, height, width, sides) = Windows(size, kernel_size, dilation, padding, stride);
        var (places, count) = (windows.Shape[0], windows.Shape[1]);
        if (input.Rank is not (2 or 3) || input.Shape[-2] % places != 0 || input.Shape[-1] != count)
        {
            throw new ArgumentException($"Expected columns of shape (N, C * {places}, {count}) or (C * {places}, {count}) for an output of {PythonText.Tuple(size)}, but got input of size: {new Size(input.Shape)}", nameof(input));
        }

        var (batch, channels) = (input.Rank == 3 ? input.Shape[0] : 1, input.Shape[-2] / places);
        var flat = Tensor.Zeros([batch * channels, height * width], input.Type)
            .Scatter(1, windows.Reshape(1, -1).BroadcastTo([batch * channels, places * count]).Contiguous(), input.Reshape(batch * channels, -1), add: true);
        var images = flat.Reshape(batch, channels, height, width).Slice(2, sides[0], size[0]).Slice(3, sides[1], size[1]);
        return input.Rank == 3 ? images : images.Squeeze(0);
    }

    /// <summary>For each place in the window and each window the element of the padded image, as a row-major number: (kH · kW, L).</summary>
    private static (Tensor Windows, int Height, int Width, int[] Sides) Windows(int[] size, IntOrTuple kernel_size, IntOrTuple? dilation, IntOrTuple? padding, IntOrTuple? stride)
    {
        var (kernel, spread) = (kernel_size.Expand(2, nameof(kernel_size)), (dilation ?? 1).Expand(2, nameof(dilation)));
        var (sides, steps) = ((padding ?? 0).Expand(2, nameof(padding)), (stride ?? 1).Expand(2, nameof(stride)));
        int height = size[0] + (2 * sides[0]), width = size[1] + (2 * sides[1]);
        int rows = ((height - (spread[0] * (kernel[0] - 1)) - 1) / steps[0]) + 1, columns = ((width - (spread[1] * (kernel[1] - 1)) - 1) / steps[1]) + 1;
        if (height <= spread[0] * (kernel[0] - 1) || width <= spread[1] * (kernel[1] - 1))
        {
            throw new ArgumentException($"A window of {PythonText.Tuple(kernel)} with dilation {PythonText.Tuple(spread)} does not fit an image of {PythonText.Tuple(size)} with padding {PythonText.Tuple(sides)}.", nameof(kernel_size));
        }

        var numbers = new long[kernel[0] * kernel[1] * rows * columns];
        var next = 0;
        for (var i = 0; i < kernel[0] * kernel[1]; i++)
        {
            for (var at = 0; at < rows * columns; at++)
            {
                var (row, column) = ((at / columns * steps[0]) + (i / kernel[1] * spread[0]), (at % columns * steps[1]) + (i % kernel[1] * spread[1]));
                numbers[next++] = ((long)row * width) + column;
            }
        }

        return (Tensor.From(numbers, [kernel[0] * kernel[1], rows * columns]), height, width, sides);
    }
}
