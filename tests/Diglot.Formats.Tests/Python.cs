using System.Diagnostics;
using Xunit;

namespace Diglot.Formats.Tests;

/// <summary>The system's Python, where a test wants a second opinion.</summary>
internal static class Python
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Skips the test where Python or one of its modules is not installed.</summary>
    public static void SkipWithout(string modules)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed.");
        using var process = Start($"import {modules}");
        process.StandardInput.Close();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, $"{Program} lacks one of the modules {modules}.");
    }

    /// <summary>Runs a program with standard input; gives its standard output.</summary>
    public static string Run(string program, string input = "")
    {
        using var process = Start(program);
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }

    private static Process Start(string program) => Process.Start(new ProcessStartInfo(Program, ["-c", program])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
