using System.Diagnostics;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>The program that <c>--source</c> writes for C#, started as a user starts it.</summary>
public sealed class ProgramTests : IDisposable
{
    private static readonly string LeNet = Path.Combine(Repository.Golden, "keras-models", "lenet5", "model.keras");

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-program-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void LeNet_runs_in_both_dialects_and_prints_what_PyTorch_prints()
    {
        Assert.Equal(0, ChildProcess.Run(folder, "convert", LeNet, "torch/lenet5.pt", "--source").ExitCode);
        Assert.Equal(0, ChildProcess.Run(folder, "convert", "torch/lenet5.pt", "keras/lenet5.keras", "--like", LeNet, "--source").ExitCode);

        var printed = Start("torch");
        Assert.Contains("torch.Size([1, 10])", printed);
        var summary = Start("keras");
        Assert.Contains("dense_2 (Dense)", summary);
        Assert.Contains("61,706", summary);
        Assert.EndsWith("(1, 10)", summary);

        var place = Path.Combine(folder, "torch").Replace("\\", "/", StringComparison.Ordinal);
        Assert.Equal(printed, SystemPython.Run("torch", $"import os, runpy\nos.chdir('{place}')\nrunpy.run_path('model.py', run_name='__main__')"));
    }

    private string Start(string place)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["run", "-c", "Release", "model.cs"])
        {
            WorkingDirectory = Path.Combine(folder, place),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{error.Result}\n{output.Result}");
        return output.Result.ReplaceLineEndings("\n").TrimEnd();
    }
}
