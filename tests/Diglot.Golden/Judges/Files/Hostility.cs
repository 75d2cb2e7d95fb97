using System.Diagnostics;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Files;

/// <summary>Reads a hostile file under watch: time, memory, and what it leaves on disk.</summary>
internal static class Hostility
{
    private const long MaximumBytes = 256L << 20;
    private const int Tries = 4;

    // What the payloads and paths of the reference files would make.
    private static readonly string[] Traces = ["PWNED", "escaped.txt", "../escaped.txt", "../../escaped.txt", "/etc/escaped.txt", "/tmp/PWNED"];
    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(2);

    /// <summary>The kind of the answer; the comparison learns of every limit that was crossed.</summary>
    /// <param name="comparison">Takes what is wrong.</param>
    /// <param name="folder">The folder of the file: it must stay as it is.</param>
    /// <param name="read">Reads the file whole and names the kind of the answer.</param>
    public static string Watch(Comparison comparison, string folder, Func<string> read)
    {
        var before = Listing(folder);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var (answer, time) = Timed(read);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        // On a busy machine one measurement says little: the best of some counts.
        for (var i = 1; i < Tries && time > MaximumTime; i++)
        {
            time = Timed(read).Time;
        }

        comparison.Holds($"answered in {time.TotalSeconds:0.00} s, allowed {MaximumTime.TotalSeconds} s", time <= MaximumTime);
        comparison.Holds($"allocated {allocated >> 20} MiB, allowed {MaximumBytes >> 20} MiB", allocated <= MaximumBytes);
        comparison.Equal("files left beside it", before, Listing(folder));
        comparison.Holds("nothing is written outside", Traces.All(trace => !File.Exists(trace) && !File.Exists(Path.Combine(folder, trace))));
        return answer;
    }

    private static string Listing(string folder) => string.Join(", ", Directory.GetFileSystemEntries(folder).Concat(Directory.GetFileSystemEntries(".")).Order(StringComparer.Ordinal));

    private static (string Answer, TimeSpan Time) Timed(Func<string> read)
    {
        var clock = Stopwatch.StartNew();
        return (read(), clock.Elapsed);
    }
}
