using System.Diagnostics;
using Xunit;

namespace Diglot.TestKit;

/// <summary>A program that is not ours, started by a test for a second opinion.</summary>
internal static class OtherProgram
{
    /// <summary>Runs it to its end with a text as standard input.</summary>
    public static (int ExitCode, string Output, string Error) Run(string program, IEnumerable<string> arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>The same, where failing fails the test; gives standard output without its last line end.</summary>
    public static string Must(string program, IEnumerable<string> arguments, string input)
    {
        var (exitCode, output, error) = Run(program, arguments, input);
        Assert.True(exitCode == 0, error);
        return output.ReplaceLineEndings("\n").TrimEnd();
    }
}
