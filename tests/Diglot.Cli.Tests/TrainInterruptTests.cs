using System.Diagnostics;
using System.Text.Json;
using Diglot.Formats;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>Ctrl-C while <c>diglot train</c> runs.</summary>
public sealed class TrainInterruptTests : IDisposable
{
    // A program started in the background of a shell has Ctrl-C switched off; env switches it on again.
    private static readonly string[] CtrlC = ["env", "--default-signal=INT"];

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("keras", "lenet5.interrupted.keras")]
    [InlineData("torch", "lenet5.interrupted.pt")]
    [InlineData("both", "lenet5.interrupted.keras")]
    public void Ctrl_C_leaves_a_checkpoint_of_what_was_learned(string style, string checkpoint)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Ctrl-C is sent as Linux sends it");
        SmallMnist.Make(Path.Combine(folder, "mnist"));
        using var process = ChildProcess.StartThrough(CtrlC, folder, "train", "lenet5", "--style", style, "--epochs", "1000000", "--data", "mnist", "--out", "out", "--json");
        WaitFor("Epoch 1/", process);
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        var run = ChildProcess.Finish(process);

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("what was learned so far is being saved", run.Error);
        var record = JsonDocument.Parse(run.Output.TrimEnd('\n').Split('\n')[^1]).RootElement;
        Assert.True(record.GetProperty("interrupted").GetBoolean());
        var files = record.GetProperty("files").EnumerateArray().Select(static file => file.GetString()!).Order().ToArray();
        Assert.Equal(files, Directory.GetFiles(Path.Combine(folder, "out")).Order());
        Assert.Contains(Path.Combine(folder, "out", checkpoint), files);
        var weights = ModelFileReader.Read(Path.Combine(folder, "out", checkpoint)).Weights.Values;
        Assert.Equal(61706, weights.Sum(static weight => weight.ToNDArray().Shape.Aggregate(1L, static (product, axis) => product * axis)));
        Assert.All(weights, static weight => Assert.All(weight.ToNDArray().ToArray<float>(), static value => Assert.True(float.IsFinite(value))));
    }

    private static void WaitFor(string beginning, Process process)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The program ended before it printed '{beginning}': {process.StandardError.ReadToEnd()}");
    }
}
