using Diglot.Data.Mnist;

namespace Diglot.Keras.Datasets;

/// <summary>The MNIST handwritten digits, as <c>keras.datasets.mnist</c> serves them.</summary>
[Face("keras.datasets.mnist")]
public static class MnistLoader
{
    /// <summary>Reads the data: pictures uint8 (N, 28, 28) and labels uint8 (N).</summary>
    /// <param name="path">A folder with the four files; if not given, <c>data/mnist</c> is searched from the working directory and from the program upwards.</param>
    /// <returns>((x_train, y_train), (x_test, y_test)): 60,000 and 10,000 samples.</returns>
    /// <exception cref="MnistNotFoundException">No files were found.</exception>
    /// <exception cref="MnistFormatException">A file is damaged.</exception>
    /// <remarks>See keras.io/api/datasets/mnist. torchvision's MNIST serves single samples, with a channel axis once transformed.</remarks>
    public static ((Tensor x_train, Tensor y_train) train, (Tensor x_test, Tensor y_test) test) load_data(string? path = null)
    {
        var data = MnistDataset.Load(path);
        return (Half(data.Train), Half(data.Test));
    }

    private static (Tensor Pictures, Tensor Labels) Half(MnistSplit split)
        => (Tensor.From(split.Images, new[] { split.Count, MnistSplit.Side, MnistSplit.Side }), Tensor.From(split.Labels));
}
