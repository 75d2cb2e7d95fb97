using Diglot.Data.Mnist;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Data.Tests.Mnist;

public sealed class MnistFolderTests : IDisposable
{
    private readonly MnistFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Search_without_a_folder_finds_data_above_the_program() =>
        Assert.Equal(Repository.Mnist, MnistFolder.Find().Path);

    [Fact]
    public void Folder_without_the_files_is_refused_and_every_place_named()
    {
        var refused = Assert.Throws<MnistNotFoundException>(() => MnistFolder.Find(files.Folder));
        Assert.Equal([files.Folder, Path.Combine(files.Folder, "MNIST", "raw"), Path.Combine(files.Folder, "raw")], refused.Places);
        Assert.All(refused.Places, place => Assert.Contains(place, refused.Message));
        Assert.Contains("DIGLOT_MNIST", refused.Message);
    }

    [Fact]
    public void Folder_that_lacks_one_file_is_refused_and_only_that_file_named()
    {
        files.WriteAll();
        File.Delete(Path.Combine(files.Folder, "t10k-labels-idx1-ubyte.gz"));
        var refused = Assert.Throws<MnistNotFoundException>(() => MnistFolder.Find(files.Folder));
        Assert.Equal(["t10k-labels-idx1-ubyte"], refused.Missing);
    }

    [Fact]
    public void Dotted_names_of_the_original_site_are_found()
    {
        files.WriteAll(packed: false);
        foreach (var file in Directory.GetFiles(files.Folder))
        {
            File.Move(file, file.Replace("-idx", ".idx", StringComparison.Ordinal));
        }

        Assert.EndsWith("train-images.idx3-ubyte", MnistFolder.Find(files.Folder).TrainImages);
    }
}
