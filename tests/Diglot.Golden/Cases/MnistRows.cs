using Diglot.Autograd;
using Diglot.Data.Mnist;
using Diglot.Tensors;
using Diglot.TestKit;

namespace Diglot.Golden.Cases;

/// <summary>Training images of MNIST for cases that store none: x = pixel / 255 in float32.</summary>
internal static class MnistRows
{
    private static readonly Lazy<MnistSplit> Train = new(() => MnistDataset.Load(Repository.Mnist).Train);

    /// <summary>Images first … last − 1 in a shape with the batch axis first.</summary>
    public static Tensor Images(int first, int last, params int[] shape)
    {
        var pixels = Train.Value.Images.AsSpan(first * 784, (last - first) * 784);
        var values = new float[pixels.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = pixels[i] / 255f;
        }

        return Tensor.From(values, (int[])[last - first, .. shape]);
    }

    /// <summary>Class numbers, int64.</summary>
    public static Tensor Labels(int first, int last)
        => Tensor.From([.. Train.Value.Labels.AsSpan(first, last - first).ToArray().Select(label => (long)label)]);

    /// <summary>Labels as rows of zeros with a one.</summary>
    public static Tensor OneHot(int first, int last, DType type)
    {
        var labels = Train.Value.Labels;
        var values = new float[(last - first) * 10];
        for (var i = first; i < last; i++)
        {
            values[((i - first) * 10) + labels[i]] = 1;
        }

        return Tensor.From(values, new[] { last - first, 10 }).To(type);
    }
}
