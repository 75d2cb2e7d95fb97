using System.Security.Cryptography;
using Diglot.Data.Mnist;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Data.Tests.Mnist;

public sealed class MnistDatasetTests : IDisposable
{
    private readonly MnistFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Published_files_hold_the_known_counts_and_first_digits()
    {
        var mnist = MnistDataset.Load(Repository.Mnist);

        Assert.Equal((60_000, 10_000), (mnist.Train.Count, mnist.Test.Count));
        Assert.Equal(60_000 * 784, mnist.Train.Images.Length);
        Assert.Equal(10_000 * 784, mnist.Test.Images.Length);
        // The sequences every tutorial shows: 5 0 4 1 9 … and 7 2 1 0 4 ….
        Assert.Equal([5, 0, 4, 1, 9], mnist.Train.Labels[..5]);
        Assert.Equal([7, 2, 1, 0, 4], mnist.Test.Labels[..5]);
        // Mean brightness that every MNIST program normalizes with.
        Assert.Equal(0.1307, mnist.Train.Images.Average(pixel => pixel / 255.0), 4);
    }

    [Fact]
    public void Published_files_unpack_to_the_checksums_that_torchvision_lists()
    {
        var labels = IdxFile.Read(MnistFolder.Find(Repository.Mnist).TestLabels, rank: 1);
        byte[] header = [0, 0, 8, 1, 0, 0, 0x27, 0x10];
        using var md5 = MD5.Create();
        Assert.Equal(UnpackedTestLabels, Convert.ToHexStringLower(md5.ComputeHash([.. header, .. labels.Data])));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("", false)]
    [InlineData("MNIST/raw/", true)]
    [InlineData("MNIST/raw/", false)]
    public void Both_layouts_are_read_packed_or_not(string prefix, bool packed)
    {
        files.WriteAll(prefix, packed);
        var mnist = MnistDataset.Load(files.Folder);
        Assert.Equal((5, 3), (mnist.Train.Count, mnist.Test.Count));
        Assert.Equal(MnistFiles.Images(5)[16..], mnist.Train.Images);
        Assert.Equal([0, 1, 2], mnist.Test.Labels);
    }

    [Fact]
    public void Image_and_label_counts_that_differ_are_refused()
    {
        files.WriteAll();
        files.Write("t10k-labels-idx1-ubyte.gz", MnistFiles.Pack(MnistFiles.Labels(4)));
        var refused = Assert.Throws<MnistFormatException>(() => MnistDataset.Load(files.Folder));
        Assert.Equal("4 labels", refused.Received);
        Assert.StartsWith("3 labels", refused.Expected);
    }

    [Fact]
    public void Pictures_of_another_size_are_refused()
    {
        files.WriteAll();
        byte[] small = [0, 0, 8, 3, 0, 0, 0, 5, 0, 0, 0, 2, 0, 0, 0, 3, .. new byte[30]];
        files.Write("train-images-idx3-ubyte.gz", MnistFiles.Pack(small));
        Assert.Equal("2 x 3", Assert.Throws<MnistFormatException>(() => MnistDataset.Load(files.Folder)).Received);
    }

    [Fact]
    public void Label_above_nine_is_refused_with_its_position()
    {
        files.WriteAll();
        files.Write("train-labels-idx1-ubyte.gz", MnistFiles.Pack([0, 0, 8, 1, 0, 0, 0, 5, 1, 2, 11, 3, 4]));
        Assert.Equal("11 as label number 2", Assert.Throws<MnistFormatException>(() => MnistDataset.Load(files.Folder)).Received);
    }

    private const string UnpackedTestLabels = "27ae3e4e09519cfbb04c329615203637";
}
