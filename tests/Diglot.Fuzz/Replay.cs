using System.Diagnostics;

namespace Diglot.Fuzz;

/// <summary>Runs single files and tells what each one does.</summary>
internal static class Replay
{
    public static int Run(Target target, string[] files)
    {
        var broken = 0;
        foreach (var file in files)
        {
            Instrumentation.Start();
            var clock = Stopwatch.StartNew();
            var verdict = Verdict.Of(target, File.ReadAllBytes(file), out var time);
            broken += verdict is null ? 0 : 1;
            Console.WriteLine($"{file}: {verdict ?? "good"} ({clock.Elapsed.TotalSeconds:0.00} s, {time.TotalSeconds:0.00} s of a processor)");
        }

        return broken == 0 ? 0 : 1;
    }
}
