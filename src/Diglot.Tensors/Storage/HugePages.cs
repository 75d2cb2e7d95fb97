using System.Runtime.InteropServices;

namespace Diglot.Tensors.Storage;

/// <summary>
/// Asks Linux to back large blocks by pages of 2 MB (madvise(2), <c>MADV_HUGEPAGE</c>): 100 MB are then 50 page faults instead of 25,000, which otherwise
/// take longer than copying the bytes. Only advice: where the system does not follow it, or is not Linux, nothing changes.
/// </summary>
internal static unsafe partial class HugePages
{
    private const long PageLength = 4096;
    private const long SmallestBlock = 4L << 20;
    private const int Advice = 14;

    /// <summary>Gives the advice for a block, if it is large enough.</summary>
    public static void Advise(void* block, long length)
    {
        if (length < SmallestBlock || !OperatingSystem.IsLinux())
        {
            return;
        }

        // Advice is for whole pages.
        var start = ((nint)block + (nint)PageLength - 1) & ~(nint)(PageLength - 1);
        Advise(start, (nuint)(length - (start - (nint)block)) & ~(nuint)(PageLength - 1), Advice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nuint length, int advice);
}
