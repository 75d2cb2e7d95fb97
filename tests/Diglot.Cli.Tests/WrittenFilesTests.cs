using System.Text.Json;
using Diglot.Formats;
using Diglot.Formats.Numpy;
using Diglot.TestKit;
using Diglot.Torch.NN.Core;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Cli.Tests;

/// <summary>What a conversion leaves on the disk, and what is checked when it is loaded again.</summary>
public sealed class WrittenFilesTests : IDisposable
{
    private static readonly string LeNet = Path.Combine(Repository.Golden, "keras-models", "lenet5", "model.keras");

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-written-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Conversion_whose_proof_cannot_be_made_leaves_nothing()
    {
        NpzWriter.Write(Path.Combine(folder, "wrong.npz"), [KeyValuePair.Create("x", (TensorData)MemoryTensorData.Of(torch.zeros(2, 5).Data))]);
        var run = ChildProcess.Run(folder, "convert", LeNet, "out/lenet5.pt", "--source", "--input", "wrong.npz", "--report", "page.html");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(["wrong.npz"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Vectors_beside_a_file_are_checked_whenever_it_is_loaded()
    {
        Assert.Equal(0, ChildProcess.Run(folder, "convert", LeNet, "lenet5.pt").ExitCode);
        Assert.Contains("gives what it gave when it was converted", ChildProcess.Run(folder, "inspect", "lenet5.pt").Output);
        Assert.True(Vectors("lenet5.pt").GetProperty("equal").GetBoolean());

        var path = Path.Combine(folder, "lenet5.pt");
        var state = (StateDict)torch.load(path);
        using (torch.no_grad())
        {
            state["dense_1.bias"].mul_(1 + 1e-6);
        }

        torch.save(state, path);
        Assert.False(Vectors("lenet5.pt").GetProperty("equal").GetBoolean());
        Assert.Contains("weight 'dense_1.bias' is not what it was", ChildProcess.Run(folder, "inspect", "lenet5.pt").Output);
        Assert.Contains("weight 'dense_1.bias' is not what it was", ChildProcess.Run(folder, "convert", "lenet5.pt", "lenet5.safetensors").Output);
        var verified = ChildProcess.Run(folder, "verify", "lenet5.pt", "--json");
        Assert.Equal(1, verified.ExitCode);
        Assert.Equal("weight 'dense_1.bias'", JsonDocument.Parse(verified.Output).RootElement.GetProperty("changed")[0].GetString());
    }

    [Fact]
    public void Weights_that_are_copied_are_compared_bit_by_bit()
    {
        var run = ChildProcess.Run(folder, "convert", Path.Combine(Repository.Golden, "pairs", "resnet_basic", "torch", "state_dict.pt"), "net.safetensors");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("the same in both files, bit by bit", run.Output);
    }

    private JsonElement Vectors(string file) => JsonDocument.Parse(ChildProcess.Run(folder, "inspect", file, "--json").Output).RootElement.GetProperty("test_vectors");
}
