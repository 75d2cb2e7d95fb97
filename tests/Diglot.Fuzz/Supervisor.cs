using System.Diagnostics;

namespace Diglot.Fuzz;

/// <summary>Runs workers until the time is over. A worker that dies leaves the input that killed it in <see cref="Current"/>.</summary>
internal sealed class Supervisor(string target, int seconds, int seed, string folder)
{
    // A reader that asks for more than this dies of it, not the machine.
    private const string HeapLimit = "0x30000000";

    public int Run()
    {
        Instrumentation.Prepare();
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed.TotalSeconds < seconds - 1; round++)
        {
            var left = (int)(seconds - clock.Elapsed.TotalSeconds);
            var start = new ProcessStartInfo(Environment.ProcessPath!,
                [.. Host(), target, "--worker", "--seconds", $"{left}", "--seed", $"{seed + round}", "--out", Path.GetDirectoryName(folder)!]);
            start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
            start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
            using var worker = Process.Start(start)!;
            worker.WaitForExit();
            if (worker.ExitCode != 0)
            {
                File.WriteAllBytes(Path.Combine(folder, $"dead-{seed + round}.bin"), Current.Read(folder));
                Console.WriteLine($"worker ended with {worker.ExitCode}: its input is kept as dead-{seed + round}.bin");
            }
        }

        var findings = Directory.GetFiles(folder, "*.bin").Where(static file => Path.GetFileName(file) != Current.FileName).ToArray();
        Console.WriteLine($"{target}: {findings.Length} findings in {folder}");
        return findings.Length == 0 ? 0 : 1;
    }

    // Started as "dotnet Diglot.Fuzz.dll", the program is an argument.
    private static string[] Host() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
}
