using System.Runtime.InteropServices;
using SharpFuzz;
using SharpFuzz.Common;

namespace Diglot.Fuzz;

/// <summary>SharpFuzz's part: makes the readers count which branches they take.</summary>
internal static unsafe class Instrumentation
{
    public const int MapLength = 1 << 16;

    /// <summary>Counters of branches, for <see cref="Coverage"/>.</summary>
    public static Span<byte> Map => new(Trace.SharedMem, MapLength);

    /// <summary>Rewrites the assembly beside this program; it must not be loaded yet.</summary>
    public static void Prepare()
    {
        try
        {
            Fuzzer.Instrument(Path.Combine(AppContext.BaseDirectory, "Diglot.Formats.dll"), static _ => true, Options.Value);
        }
        catch (InstrumentationException) when (Array.Exists(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Diglot.Formats.dll")).Split('\0'), static text => text.Contains("SharpFuzz")))
        {
            // Done by an earlier run.
        }
    }

    /// <summary>Gives the counters their memory; before any reader runs.</summary>
    public static void Start() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapLength);
}
