using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>The benchmark program as a user runs it.</summary>
public sealed class BenchTests
{
    [Fact]
    public void Json_is_one_list_of_objects_with_the_documented_members()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Diglot.Bench.dll"), "matmul", "--rounds", "1", "--no-yardstick", "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var run = ChildProcess.Finish(process);

        Assert.Equal(0, run.ExitCode);
        var lines = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToArray();
        Assert.NotEmpty(lines);
        Assert.All(lines, static line =>
        {
            Assert.Equal(["name", "threads", "median", "best", "unit", "yardstick", "ratio"], line.EnumerateObject().Select(static member => member.Name));
            Assert.Equal(1, line.GetProperty("threads").GetInt32());
            Assert.True(line.GetProperty("median").GetDouble() > 0);
        });
    }
}
