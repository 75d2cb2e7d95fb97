using System.Diagnostics;

namespace Diglot.Cli.Tests;

/// <summary>Runs the program as a user does: in its own process, with its own working directory. DIGLOT_PROGRAM names a published one; without it, it is the one just built.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Starts the program and waits for its end.</summary>
    public static Finished Run(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return Finish(process);
    }

    /// <summary>Starts the program.</summary>
    public static Process Start(string folder, params string[] arguments) => StartThrough([], folder, arguments);

    /// <summary>Starts the program by another one that becomes it, such as <c>env</c>.</summary>
    public static Process StartThrough(string[] starter, string folder, params string[] arguments)
    {
        string[] program = Environment.GetEnvironmentVariable("DIGLOT_PROGRAM") is { Length: > 0 } published ? [published] : ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "diglot.dll")];
        string[] line = [.. starter, .. program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("DIGLOT_MNIST");
        return Process.Start(start)!;
    }

    /// <summary>Waits for the program's end.</summary>
    public static Finished Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"diglot did not end within {Patience}.");
        }

        return new Finished(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>What a run left behind.</summary>
    internal sealed record Finished(int ExitCode, string Output, string Error);
}
