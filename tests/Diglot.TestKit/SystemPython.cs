using System.Collections.Concurrent;
using Xunit;

namespace Diglot.TestKit;

/// <summary>The system's Python, where one with the needed packages is installed: an independent reader and writer of the same formats.</summary>
public static class SystemPython
{
    private const string Program = "/usr/bin/python3";
    private static readonly ConcurrentDictionary<string, bool> Installed = new();

    /// <summary>Runs a program and returns what it printed; skips the test where Python or a package is missing.</summary>
    public static string Run(string packages, string program, params string[] arguments) => RunOn("", packages, program, arguments);

    /// <summary>The same with a text as standard input.</summary>
    public static string RunOn(string input, string packages, string program, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        Assert.SkipUnless(Installed.GetOrAdd(packages, static packages => OtherProgram.Run(Program, ["-c", $"import {packages}"], "").ExitCode == 0), $"{Program} has no {packages}");
        return OtherProgram.Must(Program, ["-c", program, .. arguments], input);
    }
}
