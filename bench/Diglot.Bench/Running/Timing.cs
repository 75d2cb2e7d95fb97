using System.Diagnostics;

namespace Diglot.Bench.Running;

/// <summary>Clocks.</summary>
internal static class Timing
{
    /// <summary>Seconds that an action takes.</summary>
    public static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Repeats an action until the compiler has settled on its final code, at least for the time given.</summary>
    public static void WarmUp(Action action, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            action();
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
    }
}
