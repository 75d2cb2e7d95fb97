using System.Diagnostics;
using Xunit;

namespace Diglot.Formats.Tests;

/// <summary>The system's Python, where one with the needed packages is installed: an independent reader and writer of the same formats.</summary>
internal static class SystemPython
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Runs a program and returns what it printed; skips the test where Python or a package is missing.</summary>
    public static string Run(string packages, string program, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        Assert.SkipUnless(Start($"import {packages}", []).ExitCode == 0, $"{Program} has no {packages}");
        var (exitCode, output, error) = Start(program, arguments);
        Assert.True(exitCode == 0, error);
        return output.ReplaceLineEndings("\n").TrimEnd();
    }

    private static (int ExitCode, string Output, string Error) Start(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, ["-c", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
