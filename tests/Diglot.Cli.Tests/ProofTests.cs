using System.Text.Json;
using Diglot.Formats;
using Diglot.Formats.Numpy;
using Diglot.Formats.Safetensors;
using Diglot.TestKit;
using Diglot.Torch.NN.Core;
using Diglot.Torch.Serialization;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Cli.Tests;

/// <summary>What a conversion's proof is made of: real inputs, gradients, stored vectors, the web page.</summary>
public sealed class ProofTests : IDisposable
{
    private static readonly string LeNet = Path.Combine(Repository.Golden, "keras-models", "lenet5", "model.keras");

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-proof-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Conversion_is_proven_on_images_gradients_and_a_step_of_training()
    {
        SmallMnist.Make(Path.Combine(folder, "data", "mnist"));
        var run = ChildProcess.Run(folder, "convert", LeNet, "lenet5.pt", "--mnist", "--deep", "--json", "--report", "proof.html");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var proof = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["random, batches of 1, 2 and 7", "MNIST test images, 64 examples"], proof.GetProperty("inputs").EnumerateArray().Select(static input => input.GetString()));
        Assert.Equal(10, proof.GetProperty("gradients").GetArrayLength());
        Assert.Equal(10, proof.GetProperty("after_step").GetArrayLength());
        Assert.Equal(1, proof.GetProperty("agreement").GetDouble());
        var page = File.ReadAllText(Path.Combine(folder, "proof.html"));
        Assert.Contains("Equal: no output differs", page);
        Assert.Contains("dense_2/kernel", page);
        Assert.DoesNotContain("http", page);
    }

    [Fact]
    public void Inputs_come_from_a_file_where_one_is_given()
    {
        var io = SafetensorsReader.Read(Path.Combine(Repository.Golden, "keras-models", "lenet5", "io.safetensors")).Tensors["input.0"];
        NpzWriter.Write(Path.Combine(folder, "x.npz"), [KeyValuePair.Create("x", io)]);
        NpzWriter.Write(Path.Combine(folder, "wrong.npz"), [KeyValuePair.Create("x", (TensorData)MemoryTensorData.Of(torch.zeros(2, 5).Data))]);

        var run = ChildProcess.Run(folder, "convert", LeNet, "lenet5.pt", "--input", "x.npz", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"x.npz, {io.Shape[0]} examples", JsonDocument.Parse(run.Output).RootElement.GetProperty("inputs")[1].GetString());

        var wrong = ChildProcess.Run(folder, "verify", LeNet, "lenet5.pt", "--input", "wrong.npz");
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
        Assert.Contains("(2, 5)", wrong.Error);
        Assert.Equal(2, ChildProcess.Run(folder, "verify", LeNet, "lenet5.pt", "--input", "absent.npz").ExitCode);
    }

    [Fact]
    public void Stored_vectors_tell_changed_weights()
    {
        Assert.Equal(0, ChildProcess.Run(folder, "convert", LeNet, "lenet5.pt").ExitCode);
        Assert.Equal(0, ChildProcess.Run(folder, "verify", "lenet5.pt").ExitCode);

        var path = Path.Combine(folder, "lenet5.pt");
        var state = (StateDict)torch.load(path);
        using (torch.no_grad())
        {
            state["dense_1.bias"].add_(0.1);
        }

        torch.save(state, path);
        var run = ChildProcess.Run(folder, "verify", "lenet5.pt");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("DIFFERENT", run.Output);
    }

    [Fact]
    public void File_without_vectors_beside_it_is_told()
    {
        var run = ChildProcess.Run(folder, "verify", LeNet);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("no test vectors", run.Error);
    }

    [Fact]
    public void Logits_are_proven_through_the_softmax_that_was_left_out()
    {
        var run = ChildProcess.Run(folder, "convert", LeNet, "logits.pt", "--logits", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("left out", JsonDocument.Parse(run.Output).RootElement.GetProperty("notes").ToString());
        Assert.Equal(0, ChildProcess.Run(folder, "verify", "logits.pt").ExitCode);
    }

    [Fact]
    public void Checkpoint_holds_the_optimizer_and_is_proven_by_its_weights()
    {
        var run = ChildProcess.Run(folder, "convert", LeNet, "checkpoint.pt", "--checkpoint");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.NotEmpty(ModelFileReader.Read(Path.Combine(folder, "checkpoint.pt")).OptimizerState);
    }

    [Fact]
    public void Saved_Sequential_is_proven_layer_by_layer_in_Keras()
    {
        var source = Path.Combine(Repository.Golden, "pairs", "flatten_bn", "torch", "module.pt");
        var run = ChildProcess.Run(folder, "convert", source, "model.keras", "--input", "2,3,4", "--deep", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var proof = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["conv", "relu", "flatten", "norm", "fc1", "relu1", "fc2"], proof.GetProperty("layers").EnumerateArray().Select(static layer => layer.GetProperty("name").GetString()));
        Assert.Equal(8, proof.GetProperty("gradients").GetArrayLength());
        Assert.Equal(0, ChildProcess.Run(folder, "verify", "model.keras").ExitCode);
    }

    [Fact]
    public void Training_both_ways_ends_with_both_conversions_proven_equal()
    {
        SmallMnist.Make(Path.Combine(folder, "mnist"));
        var run = ChildProcess.Run(folder, "train", "lenet5", "--epochs", "1", "--data", "mnist", "--out", "out", "--json");

        Assert.Equal(0, run.ExitCode);
        var conversions = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("conversions");
        Assert.Equal(["keras", "torch"], conversions.EnumerateArray().Select(static conversion => conversion.GetProperty("from").GetString()));
        Assert.All(conversions.EnumerateArray(), static conversion =>
        {
            Assert.True(conversion.GetProperty("equal").GetBoolean());
            Assert.Equal(64, conversion.GetProperty("images").GetInt32());
            Assert.Equal(conversion.GetProperty("source_accuracy").GetDouble(), conversion.GetProperty("target_accuracy").GetDouble());
            Assert.InRange(conversion.GetProperty("largest_probability_difference").GetDouble(), 0, 1e-4);
            Assert.All(conversion.GetProperty("files").EnumerateArray(), static file => Assert.True(File.Exists(file.GetString())));
            Assert.Equal(["model.cs", "model.py"], conversion.GetProperty("files").EnumerateArray().Select(static file => Path.GetFileName(file.GetString()!)).Where(static name => name.StartsWith("model.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        });
    }
}
