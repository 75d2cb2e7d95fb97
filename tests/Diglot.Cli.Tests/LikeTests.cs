using System.Text.Json;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>A bare state_dict becomes a Keras model of a network that another file describes.</summary>
public sealed class LikeTests : IDisposable
{
    private static readonly string Models = Path.Combine(Repository.Golden, "keras-models");
    private static readonly string LeNet = Path.Combine(Models, "lenet5", "model.keras");

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-like-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("lenet5", "back.keras")]
    [InlineData("lenet5", "back.weights.h5")]
    [InlineData("nested", "back.keras")]
    public void Weights_come_from_the_source_and_go_both_ways(string model, string target)
    {
        var original = Path.Combine(Models, model, "model.keras");
        Assert.Equal((0, ""), Outcome("convert", original, "weights.pt"));
        var run = ChildProcess.Run(folder, "convert", "weights.pt", target, "--like", original, "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(JsonDocument.Parse(run.Output).RootElement.GetProperty("equal").GetBoolean());
        Assert.Equal((0, ""), Outcome("verify", target));
        if (target == "back.keras")
        {
            Assert.Equal((0, ""), Outcome("verify", target, "weights.pt"));
        }
    }

    [Fact]
    public void Refusal_of_a_bare_state_dict_names_the_option()
    {
        Assert.Equal((0, ""), Outcome("convert", LeNet, "weights.pt", "--no-verify"));
        var run = ChildProcess.Run(folder, "convert", "weights.pt", "out.keras");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--like model.keras", run.Error);
    }

    [Fact]
    public void First_weight_that_does_not_fit_is_named()
    {
        Assert.Equal((0, ""), Outcome("convert", LeNet, "weights.pt", "--no-verify"));
        var run = ChildProcess.Run(folder, "convert", "weights.pt", "out.keras", "--like", Path.Combine(Models, "nested", "model.keras"));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("no weight of that name", run.Error);
        Assert.False(File.Exists(Path.Combine(folder, "out.keras")));
    }

    private (int, string) Outcome(params string[] arguments)
    {
        var run = ChildProcess.Run(folder, arguments);
        return (run.ExitCode, run.Error);
    }
}
