namespace Diglot.Keras.Layers.Reshaping;

/// <summary>
/// Samples an axis anew, as TensorFlow's <c>image.resize</c> does: pixels are squares with their centres at ½, 1½ …, and each new pixel is a weighted mean of
/// the old ones near it, weights outside the image being left out of the mean.
/// </summary>
internal static class Resampling
{
    /// <summary>One axis of an image in a new length.</summary>
    /// <param name="x">The image.</param>
    /// <param name="axis">Which axis.</param>
    /// <param name="length">Its new length.</param>
    /// <param name="kernel">"bilinear", "bicubic" (Keys, slope −½), "lanczos3" or "lanczos5".</param>
    /// <param name="antialias">Whether the kernel widens where the new length is smaller, so that every old pixel counts.</param>
    public static Tensor Along(Tensor x, int axis, int length, string kernel, bool antialias = false)
    {
        var weights = new Tensor(Weights(x.Shape[axis], length, kernel, antialias)).To(x.Type);
        var order = Enumerable.Range(0, x.Rank).Where(other => other != axis).Append(axis).ToArray();
        var back = order.Select((_, i) => Array.IndexOf(order, i)).ToArray();
        return x.Permute(order).MatMul(weights).Permute(back);
    }

    /// <summary>For each old pixel a row of its share in each new one.</summary>
    private static NDArray Weights(int before, int after, string kernel, bool antialias)
    {
        var weights = new double[before * after];
        var scale = antialias ? Math.Max(1, (double)before / after) : 1;
        for (var j = 0; j < after; j++)
        {
            var center = ((j + 0.5) * before / after) - 0.5;
            if (kernel == "bicubic" && !antialias)
            {
                // TensorFlow looks the weights up in a table of 1024 places between two pixels.
                center = Math.Floor(center) + (Math.Round((center - Math.Floor(center)) * 1024) / 1024);
            }

            var total = 0.0;
            for (var i = 0; i < before; i++)
            {
                total += weights[(i * after) + j] = Weight(Math.Abs(i - center) / scale, kernel);
            }

            for (var i = 0; i < before; i++)
            {
                weights[(i * after) + j] /= total;
            }
        }

        return NDArray.From(weights, new[] { before, after });
    }

    private static double Weight(double distance, string kernel) => kernel switch
    {
        "bilinear" => Math.Max(0, 1 - distance),
        "bicubic" => distance < 1 ? (((1.5 * distance) - 2.5) * distance * distance) + 1
            : distance < 2 ? (((((-0.5 * distance) + 2.5) * distance) - 4) * distance) + 2
            : 0,
        "lanczos3" => Lanczos(distance, 3),
        _ => Lanczos(distance, 5),
    };

    private static double Lanczos(double distance, int radius) => distance == 0 ? 1 : distance >= radius ? 0
        : radius * Math.Sin(Math.PI * distance) * Math.Sin(Math.PI * distance / radius) / (Math.PI * Math.PI * distance * distance);
}
