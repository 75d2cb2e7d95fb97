using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>Bad input gets one message on standard error, nothing on standard output, exit code 2, and leaves nothing behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("diglot-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Unknown command 'trian'. Did you mean 'train'?", "trian")]
    [InlineData("'train' needs a network: The network: lenet5.", "train")]
    [InlineData("Unknown network 'lenet'. Expected lenet5. Did you mean 'lenet5'?", "train", "lenet")]
    [InlineData("Unknown option '--epoch'. Did you mean '--epochs'?", "train", "lenet5", "--epoch", "3")]
    [InlineData("--epochs takes a whole number from 1 to 1000000, received 'ten'.", "train", "lenet5", "--epochs", "ten")]
    [InlineData("--epochs takes a whole number from 1 to 1000000, received '0'.", "train", "lenet5", "--epochs", "0")]
    [InlineData("--threads takes a whole number from 1 to 1024, received '-1'.", "train", "lenet5", "--threads", "-1")]
    [InlineData("--style takes keras, torch or both, received 'tork'. Did you mean 'torch'?", "train", "lenet5", "--style", "tork")]
    [InlineData("--style takes keras, torch or both, received 'tensorflow'.", "train", "lenet5", "--style", "tensorflow")]
    [InlineData("--device takes cpu, received 'gpu'.", "train", "lenet5", "--device", "gpu")]
    [InlineData("Unexpected argument 'more'.", "train", "lenet5", "more")]
    public void Command_line_that_cannot_be_meant_is_refused(string message, params string[] arguments) => Assert.StartsWith("diglot: " + message, Refusal(arguments));

    [Fact]
    public void Folder_without_mnist_is_refused_and_named() =>
        Assert.Contains(folder, Refusal("train", "lenet5", "--data", folder, "--out", Path.Combine(folder, "out")));

    [Fact]
    public void Corrupt_mnist_is_refused_with_file_and_rule()
    {
        foreach (var file in Directory.GetFiles(TestKit.Repository.Mnist))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var images = Path.Combine(folder, "t10k-images-idx3-ubyte.gz");
        File.WriteAllBytes(images, File.ReadAllBytes(images)[..100_000]);
        var message = Refusal("train", "lenet5", "--data", folder, "--out", Path.Combine(folder, "out"));
        Assert.Contains(images, message);
        Assert.Contains("fetch it again", message);
        Assert.False(Directory.Exists(Path.Combine(folder, "out")));
    }

    [Theory]
    [InlineData(SmallMnist.TrainImages, -1, 0, "train-images-idx3-ubyte[.gz] in none")]
    [InlineData(SmallMnist.TrainImages, 3, 1, "begins with its magic number. Expected 00000803, received 00000801")]
    [InlineData(SmallMnist.TestLabels, 0, (byte)'<', "such as a saved web page")]
    [InlineData(SmallMnist.TrainImages, 7, 255, "is as long as its header says")]
    [InlineData(SmallMnist.TestLabels, 8, 10, "labels are digits. Expected 0 to 9, received 10 as label number 0")]
    public void Mnist_that_is_damaged_or_not_whole_is_refused_by_its_file(string file, int place, byte value, string message)
    {
        var path = Path.Combine(SmallMnist.Make(Path.Combine(folder, "mnist"), 32, 8), file);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        if (place >= 0)
        {
            bytes[place] = value;
            File.WriteAllBytes(path, bytes);
        }

        var refusal = Refusal("train", "lenet5", "--data", "mnist", "--out", "out");
        Assert.Contains(message, refusal);
        Assert.Contains(file, refusal);
        Assert.False(Directory.Exists(Path.Combine(folder, "out")));
    }

    [Fact]
    public void File_in_place_of_the_output_folder_is_refused()
    {
        var file = Path.Combine(folder, "taken");
        File.WriteAllText(file, "mine");
        Assert.Contains("is a file", Refusal("train", "lenet5", "--out", file));
        Assert.Equal("mine", File.ReadAllText(file));
    }

    private string Refusal(params string[] arguments)
    {
        var run = ChildProcess.Run(folder, arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        return run.Error;
    }
}
