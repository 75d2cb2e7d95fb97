using System.Text.Json;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>What verify takes, and what it says of files that do not belong together.</summary>
public sealed class VerifyTests : IDisposable
{
    private static readonly string Models = Path.Combine(Repository.Golden, "keras-models"), Pairs = Path.Combine(Repository.Golden, "pairs");
    private static readonly string LeNet = Path.Combine(Models, "lenet5", "model.keras");

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-verify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Two_Keras_files_are_run_beside_each_other()
    {
        Assert.Equal(0, ChildProcess.Run(folder, "convert", LeNet, "again.h5").ExitCode);
        Assert.Equal(0, ChildProcess.Run(folder, "convert", LeNet, "again.weights.h5").ExitCode);
        foreach (var other in new[] { "again.h5", "again.weights.h5" })
        {
            var run = ChildProcess.Run(folder, "verify", LeNet, other, "--json");
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            var proof = JsonDocument.Parse(run.Output).RootElement;
            Assert.True(proof.GetProperty("equal").GetBoolean());
            Assert.Equal(8, proof.GetProperty("layers").GetArrayLength());
        }

        var different = ChildProcess.Run(folder, "verify", LeNet, Path.Combine(Models, "nested", "model.keras"));
        Assert.Equal((3, ""), (different.ExitCode, different.Output));
        Assert.Contains("other inputs", different.Error);
    }

    [Fact]
    public void Weights_of_another_network_are_told_by_the_first_that_does_not_fit()
    {
        var run = ChildProcess.Run(folder, "verify", LeNet, Path.Combine(Pairs, "resnet_basic", "torch", "state_dict.pt"));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("conv2d.weight", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public void Two_files_of_weights_are_refused_with_the_command_that_compares_them()
    {
        var state = Path.Combine(Pairs, "resnet_basic", "torch", "state_dict.pt");
        var run = ChildProcess.Run(folder, "verify", state, state);
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("diglot diff A B", run.Error);
    }

    [Fact]
    public void Losses_notes_and_statistics_of_the_training_step_are_in_text_JSON_and_page()
    {
        var model = Path.Combine(Pairs, "resnet_basic", "keras", "model.keras");
        var text = ChildProcess.Run(folder, "convert", model, "net.pt", "--deep", "--report", "net.html");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains("before the step", text.Output);
        Assert.Contains("bn1/moving_variance", text.Output);
        var proof = JsonDocument.Parse(ChildProcess.Run(folder, "verify", model, "net.pt", "--deep", "--json").Output).RootElement;
        Assert.Equal(["before the step", "after the step"], proof.GetProperty("losses").EnumerateArray().Select(static loss => loss.GetProperty("name").GetString()));
        Assert.Contains("n / (n − 1)", proof.GetProperty("training_notes")[0].GetString());
        var page = File.ReadAllText(Path.Combine(folder, "net.html"));
        Assert.Contains("after the step", page);
        Assert.Contains("prefers-color-scheme: dark", page);
        Assert.DoesNotContain("<script", page);
    }
}
