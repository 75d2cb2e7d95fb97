using Diglot.Autograd;
using Diglot.Data.Mnist;
using Diglot.Tensors;
using Diglot.Torch.Data;

namespace Diglot.Torch.Vision;

/// <summary>The MNIST handwritten digits: samples (picture (1, 28, 28), label).</summary>
/// <remarks>
/// Source: pytorch.org/vision/stable/generated/torchvision.datasets.MNIST.html. Pictures are uint8 until a transform such as ToTensor makes them
/// floating point. Keras's <c>mnist.load_data()</c> gives all pictures at once as (N, 28, 28).
/// </remarks>
[Face("torchvision.datasets")]
public sealed class MNIST : Dataset
{
    private readonly Transform? _transform;

    /// <summary>Reads the files.</summary>
    /// <param name="root">A folder with the files in <c>MNIST/raw</c>, or with the files themselves.</param>
    /// <param name="train">The 60,000 training samples, or the 10,000 test samples.</param>
    /// <param name="transform">What is done to pictures when they are fetched.</param>
    /// <param name="download">Where <paramref name="root"/> has no files: search <c>data/mnist</c> from the working directory and from the program upwards. Nothing is fetched from a network.</param>
    /// <exception cref="MnistNotFoundException">No files were found.</exception>
    /// <exception cref="MnistFormatException">A file is damaged.</exception>
    public MNIST(string root, bool train = true, Transform? transform = null, bool download = false)
    {
        var split = MnistDataset.LoadSplit(Find(root, download), train);
        data = Tensor.From(split.Images, new[] { split.Count, MnistSplit.Side, MnistSplit.Side });
        targets = Tensor.From([.. split.Labels.Select(label => (long)label)]);
        _transform = transform;
    }

    /// <summary>All pictures, uint8 (N, 28, 28).</summary>
    public Tensor data { get; }

    /// <summary>All labels, int64 (N).</summary>
    public Tensor targets { get; }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> classes { get; } = ["0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight", "9 - nine"];

    /// <inheritdoc/>
    public override int Count => targets.Shape[0];

    /// <inheritdoc/>
    public override Batch this[int index] => new(Transformed(data.Slice(0, index, 1)), targets.Select(0, index));

    /// <inheritdoc/>
    public override Batch Fetch(ReadOnlySpan<long> rows)
    {
        var positions = Tensor.From(rows.ToArray());
        return new(Transformed(data.Take(positions, 0).ExpandDims(1)), targets.Take(positions, 0));
    }

    private static MnistFolder Find(string root, bool download)
    {
        try
        {
            return MnistFolder.Find(root);
        }
        catch (MnistNotFoundException) when (download)
        {
            return MnistFolder.Find();
        }
    }

    private Tensor Transformed(Tensor pictures) => _transform?.forward(pictures) ?? pictures;
}
