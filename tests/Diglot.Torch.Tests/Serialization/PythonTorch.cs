using System.Diagnostics;
using Xunit;

namespace Diglot.Torch.Tests.Serialization;

/// <summary>Runs Python programs with PyTorch; a test is skipped where there is none.</summary>
internal static class PythonTorch
{
    private const string Python = "/usr/bin/python3";

    public static string Run(string program, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Python), $"needs {Python} with PyTorch");
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import importlib.util,sys\nif not importlib.util.find_spec('torch'): print('no torch'); sys.exit()\n" + program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.SkipWhen(output == "no torch", $"needs PyTorch for {Python}");
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }
}
