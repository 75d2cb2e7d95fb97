using System.Text.Json;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>The command <c>differences</c>.</summary>
public sealed class DifferencesTests
{
    [Theory]
    [InlineData("Dense")]
    [InlineData("linear")]
    public void Layer_is_found_by_its_name_in_either_framework(string name)
    {
        var run = ChildProcess.Run(".", "differences", name);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Keras Dense | PyTorch Linear", run.Output);
        Assert.Contains("(in, out)", run.Output);
    }

    [Fact]
    public void Every_layer_says_where_the_frameworks_differ()
    {
        var all = JsonDocument.Parse(ChildProcess.Run(".", "differences", "--json").Output).RootElement;

        Assert.Contains(all.EnumerateArray(), static kind => kind.GetProperty("keras").EnumerateArray().Any(static name => name.GetString() == "Conv2D"));
        Assert.All(all.EnumerateArray(), static kind => Assert.True(kind.GetProperty("keras").GetArrayLength() + kind.GetProperty("torch").GetArrayLength() > 0));
    }

    [Fact]
    public void Unknown_layer_is_answered_with_the_nearest()
    {
        var run = ChildProcess.Run(".", "differences", "Desne");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Did you mean 'Dense'?", run.Error);
    }
}
