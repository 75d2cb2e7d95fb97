using System.Text.Json;
using Diglot.Autograd;
using Diglot.Formats.Safetensors;
using Diglot.TestKit;
using Diglot.Torch.NN.Core;
using Diglot.Torch.Serialization;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Cli.Tests;

/// <summary>convert and verify as a user runs them, on files of the frameworks themselves.</summary>
public sealed class ConvertTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("diglot-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Keras(string model, string file = "model.keras") => Path.Combine(Repository.Golden, "keras-models", model, file);

    [Theory]
    [InlineData("model.keras", "lenet5.pt")]
    [InlineData("model.h5", "lenet5.pth")]
    [InlineData("model.keras", "lenet5.safetensors")]
    public void LeNet_of_Keras_becomes_a_PyTorch_file_that_is_proven_equal(string source, string target)
    {
        var run = ChildProcess.Run(folder, "convert", Keras("lenet5", source), target, "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var proof = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(proof.GetProperty("equal").GetBoolean());
        Assert.Equal(61706, proof.GetProperty("trainable_parameters").GetInt64());
        Assert.Equal(8, proof.GetProperty("layers").GetArrayLength());
        Assert.Equal([target, "lenet5.vectors.safetensors"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal(0, ChildProcess.Run(folder, "verify", Keras("lenet5", source), target).ExitCode);
    }

    [Fact]
    public void Source_is_written_beside_the_weights_and_runs_in_Python()
    {
        var run = ChildProcess.Run(folder, "convert", Keras("lenet5"), "lenet5.pt", "--source", "--no-verify");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["lenet5.pt", "model.cs", "model.py"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("-> model.py", run.Output);
        Assert.EndsWith("torch.Size([1, 10])", SystemPython.Run("torch", $"import os, runpy; os.chdir('{folder}'); runpy.run_path('model.py', run_name='__main__')"), StringComparison.Ordinal);
    }

    [Fact]
    public void Program_of_the_users_own_stops_the_conversion()
    {
        File.WriteAllText(Path.Combine(folder, "model.cs"), "Console.WriteLine();");
        var run = ChildProcess.Run(folder, "convert", Keras("lenet5"), "lenet5.pt", "--source");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("model.cs is a program that no conversion wrote", run.Error);
        Assert.Equal(["model.cs"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Whole_module_computes_what_Keras_recorded()
    {
        Assert.Equal(0, ChildProcess.Run(folder, "convert", Keras("lenet5"), "new/lenet5.pt", "--whole-module").ExitCode);

        var io = SafetensorsReader.Read(Keras("lenet5", "io.safetensors"));
        var network = ModuleReader.Read(Path.Combine(folder, "new", "lenet5.pt"));
        network.eval();
        var output = network.forward(new Tensor(io.Tensors["input.0"].ToNDArray()).Permute(0, 3, 1, 2));

        Assert.All(output.ToArray<float>().Zip(io.Tensors["output.0"].ToNDArray().ToArray<float>()), static pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void Weights_of_another_network_are_told_apart()
    {
        Assert.Equal(0, ChildProcess.Run(folder, "convert", Keras("lenet5"), "lenet5.pt", "--no-verify").ExitCode);
        var run = ChildProcess.Run(folder, "verify", Keras("lenet5-delayed"), "lenet5.pt", "--json");

        Assert.Equal(1, run.ExitCode);
        var proof = JsonDocument.Parse(run.Output).RootElement;
        Assert.False(proof.GetProperty("equal").GetBoolean());
        Assert.Equal("conv2d", proof.GetProperty("first_diverging").GetString());
    }

    [Fact]
    public void Saved_Sequential_of_PyTorch_becomes_a_Keras_model_that_is_proven_equal()
    {
        var source = Path.Combine(Repository.Golden, "pairs", "flatten_dropout", "torch", "module.pt");
        var run = ChildProcess.Run(folder, "convert", source, "model.keras", "--input", "2,3,4", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(JsonDocument.Parse(run.Output).RootElement.GetProperty("equal").GetBoolean());
    }

    [Fact]
    public void Lambda_layer_is_refused_by_name_and_nothing_is_written()
    {
        var run = ChildProcess.Run(folder, "convert", Keras("lambda-layer"), "new/model.pt");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("Layer 'tripled'", run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Damaged_file_is_unusable_input()
    {
        File.WriteAllBytes(Path.Combine(folder, "half.keras"), File.ReadAllBytes(Keras("lenet5"))[..1000]);
        var run = ChildProcess.Run(folder, "convert", "half.keras", "model.pt");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.False(File.Exists(Path.Combine(folder, "model.pt")));
    }
}
