using System.Diagnostics;
using System.Runtime.Intrinsics;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels;

/// <summary>Runs the kernels' tests once more in a process whose runtime may use no vector instructions.</summary>
public sealed class PlainProcessorTests
{
    const string Switch = "DOTNET_EnableHWIntrinsic";

    [Theory]
    [InlineData("VectorMathTests")]
    [InlineData("ElementwiseTests")]
    [InlineData("ReductionTests")]
    [InlineData("SoftmaxTests")]
    public async Task Kernels_pass_their_tests_when_the_processor_has_no_vector_instructions(string tests)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(PlainProcessorTests).Assembly.Location);
        start.ArgumentList.Add("--filter-class");
        start.ArgumentList.Add($"*.{tests}");
        start.Environment[Switch] = "0";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.Contains("succeeded", output);
    }

    [Fact]
    public void Runtime_obeys_the_switch()
    {
        if (Environment.GetEnvironmentVariable(Switch) == "0")
            Assert.False(Vector256.IsHardwareAccelerated);
    }
}
