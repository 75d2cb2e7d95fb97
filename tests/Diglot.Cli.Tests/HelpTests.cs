using Xunit;

namespace Diglot.Cli.Tests;

public sealed class HelpTests
{
    private static readonly string Here = Path.GetTempPath();

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Root_help_names_the_command_and_gives_examples(params string[] arguments)
    {
        var run = ChildProcess.Run(Here, arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("train", run.Output);
        Assert.Contains("Examples:", run.Output);
    }

    [Fact]
    public void Train_help_names_every_option_and_gives_examples()
    {
        var run = ChildProcess.Run(Here, "train", "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(["--style <keras|torch|both>", "--epochs", "--seed", "--threads", "--out", "--device", "--json", "--data", "--batch-size"], option => Assert.Contains(option, run.Output));
        Assert.Contains("diglot train lenet5 --style torch", run.Output);
    }

    [Theory]
    [InlineData("convert", "--like", "--source", "--logits", "--checkpoint", "--input", "--mnist", "--deep", "--report", "--no-verify", "--json")]
    [InlineData("verify", "--input", "--mnist", "--deep", "--report", "--json")]
    [InlineData("inspect", "--json")]
    [InlineData("diff", "--json")]
    [InlineData("differences")]
    public void Help_of_a_command_names_every_option_and_gives_examples(string command, params string[] options)
    {
        var run = ChildProcess.Run(Here, command, "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(options, option => Assert.Contains(option, run.Output));
        Assert.Contains($"  diglot {command} ", run.Output);
    }

    [Fact]
    public void Version_is_printed_alone()
    {
        var run = ChildProcess.Run(Here, "--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+(\+\w+)?\s*$", run.Output);
    }
}
