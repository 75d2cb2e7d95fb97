using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Diglot.Formats.Tests.Interruption;

/// <summary>This test program as another process, which writes files instead of running tests: something to kill.</summary>
internal static class WriterProcess
{
    public const int Small = 1_000;
    public const int Large = 300_000;

    private const string Order = "DIGLOT_TEST_WRITES";

    // Should nobody kill it.
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    /// <summary>Starts it.</summary>
    /// <param name="starter">A program that becomes it; none to start it directly.</param>
    /// <param name="task"><c>forever</c> or <c>full</c>.</param>
    /// <param name="folder">Where it writes.</param>
    public static Process Start(string[] starter, string task, string folder)
    {
        string[] line = [.. starter, "dotnet", "exec", typeof(WriterProcess).Assembly.Location];
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = folder, RedirectStandardError = true };
        start.Environment[Order] = task;
        return Process.Start(start)!;
    }

    // Before the test program reads its arguments.
    [ModuleInitializer]
    internal static void Obey()
    {
        switch (Environment.GetEnvironmentVariable(Order))
        {
            case "forever":
                WriteForever();
                Environment.Exit(1);
                break;
            case "full":
                Environment.Exit(WrittenFormats.All.All(static format => KeepsTheOldFile(format.Key, format.Value)) ? 0 : 1);
                break;
        }
    }

    // On one thread: others would wait for the end of this initializer.
    private static void WriteForever()
    {
        Console.Error.WriteLine("writing");
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed < Life; round++)
        {
            foreach (var (path, write) in WrittenFormats.All.OrderBy(static _ => Random.Shared.Next()))
            {
                write(path, WrittenFormats.Constant(round, Large + round));
            }
        }
    }

    // On a disk with room for the small file and not for the large one.
    private static bool KeepsTheOldFile(string path, Action<string, TensorData> write)
    {
        write(path, WrittenFormats.Constant(1, Small));
        try
        {
            write(path, WrittenFormats.Constant(2, Large));
            Console.Error.WriteLine($"{path}: written in spite of a full disk");
            return false;
        }
        catch (IOException)
        {
            var (found, left) = (WrittenFormats.Read(path), Directory.GetFiles("."));
            File.Delete(path);
            Console.Error.WriteLine($"{path}: {found}, files {string.Join(' ', left)}");
            return found == (1, Small) && left.Length == 1;
        }
    }
}
