using System.Diagnostics;
using System.IO.Hashing;
using System.Text;

namespace Diglot.Fuzz;

/// <summary>One process of fuzzing: keeps inputs that reach new branches, mutates them, writes down what breaks the rule.</summary>
internal sealed class Worker(Target target, int seconds, int seed, string folder)
{
    private const int Hung = 7;
    private static readonly TimeSpan Tell = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<byte[]> corpus = [];
    private readonly HashSet<string> known = [];
    private readonly Coverage coverage = new();
    private readonly Current current = new(folder);
    private readonly Random random = new(seed);
    private long runs;

    public int Run()
    {
        Instrumentation.Start();
        new Thread(Watch) { IsBackground = true }.Start();
        foreach (var input in target.Seeds())
        {
            Try(input);
        }

        var mutator = new Mutator(random, target.Words);
        var clock = Stopwatch.StartNew();
        var told = TimeSpan.Zero;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            // What was found late is the less explored.
            var at = random.Next(2) == 0 ? random.Next(corpus.Count) : corpus.Count - 1 - random.Next(1 + (corpus.Count / 8));
            Try(mutator.Change(corpus[at], corpus[random.Next(corpus.Count)]));
            if (clock.Elapsed - told > Tell)
            {
                told = clock.Elapsed;
                Report(clock.Elapsed);
            }
        }

        Report(clock.Elapsed);
        return 0;
    }

    private void Try(byte[] input)
    {
        current.Set(input);
        var verdict = Verdict.Of(target, input, out _);
        Interlocked.Increment(ref runs);
        if (coverage.Take())
        {
            corpus.Add(input);
        }

        if (verdict is not null && known.Add(verdict))
        {
            var name = Path.Combine(folder, $"{Crc32.HashToUInt32(Encoding.UTF8.GetBytes(verdict)):x8}");
            File.WriteAllBytes(name + ".bin", input);
            File.WriteAllText(name + ".txt", verdict);
            Console.WriteLine($"finding {Path.GetFileName(name)}: {verdict}");
        }
    }

    private void Report(TimeSpan elapsed) =>
        Console.WriteLine($"{elapsed.TotalSeconds:0} s: {runs} runs, {corpus.Count} inputs kept, {coverage.Branches} branches, {known.Count} findings");

    // An input that does not come back is left for the supervisor.
    private void Watch()
    {
        for (var (last, since, used) = (-1L, Stopwatch.StartNew(), TimeSpan.Zero); ; Thread.Sleep(500))
        {
            var now = Interlocked.Read(ref runs);
            if (now != last)
            {
                (last, used) = (now, Environment.CpuUsage.TotalTime);
                since.Restart();
            }
            else if (since.Elapsed > Patience && Environment.CpuUsage.TotalTime - used > Patience / 2)
            {
                Environment.Exit(Hung);
            }
        }
    }
}
