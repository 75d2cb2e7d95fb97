using Diglot.Formats;

namespace Diglot.Fuzz;

/// <summary>Runs one input and says which rule it breaks.</summary>
internal static class Verdict
{
    public const long MaximumBytes = 256L << 20;
    public static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(2);

    /// <summary>Null, or what happened; the same words for the same cause.</summary>
    public static string? Of(Target target, byte[] input, out TimeSpan time)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        var fault = Fault(target, input);
        time = Environment.CpuUsage.TotalTime - start;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return fault ?? (time > MaximumTime ? "slow" : allocated > MaximumBytes ? $"memory {long.Log2(allocated)}" : null);
    }

    private static string? Fault(Target target, byte[] input)
    {
        try
        {
            target.Read(ByteSource.FromMemory(input));
            return null;
        }
        catch (FileFormatException)
        {
            return null;
        }
        catch (Exception exception)
        {
            var frames = (exception.StackTrace ?? "").Split('\n').Where(static line => line.Contains("Diglot.Formats")).Take(3);
            return $"{exception.GetType().Name}: {string.Join(" < ", frames.Select(static line => line.Trim()))}";
        }
    }
}
