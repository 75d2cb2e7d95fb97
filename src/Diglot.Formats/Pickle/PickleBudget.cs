namespace Diglot.Formats.Pickle;

/// <summary>
/// Counts what the values of a pickle cost in memory, by estimate, and stops it at <see cref="PickleLimits.MaximumMemory"/>. A byte or two of a pickle
/// can make a number, a list, a copy of a long list.
/// </summary>
internal sealed class PickleBudget
{
    /// <summary>A place in the stack and later in a list.</summary>
    public const int Reference = 16;

    /// <summary>A whole number or float as an object.</summary>
    public const int Number = 24;

    /// <summary>A text without its characters.</summary>
    public const int Text = 32;

    /// <summary>The name of a class or function, checked and kept.</summary>
    public const int Name = 512;

    /// <summary>A list, dict, tuple or object without its items, and its place in <see cref="PickleDepth"/>.</summary>
    public const int Container = 128;

    /// <summary>An entry of a dict.</summary>
    public const int Item = 72;

    /// <summary>The first entry of a dict: its table.</summary>
    public const int Table = 256;

    /// <summary>A value kept for recall.</summary>
    public const int Memo = 64;

    private long _spent;

    /// <summary>Adds an estimate.</summary>
    /// <exception cref="FileFormatException">Too much in all.</exception>
    public void Spend(long bytes, long position)
    {
        _spent += bytes;
        if (_spent > PickleLimits.MaximumMemory)
        {
            throw new FileFormatException(
                FileFault.Limit,
                "A pickle makes no more objects than a real file's",
                $"pickle, byte {position}",
                $"objects of about {PickleLimits.MaximumMemory >> 20} MiB at most, tensors not counted",
                remedy: "If the file is sound, store numbers as tensors or arrays, not as Python lists.");
        }
    }

    /// <summary>The estimate for what a call gave: what it may have copied.</summary>
    public static long Of(object? made) => made switch
    {
        List<object?> list => Container + ((long)list.Count * Reference),
        PickleTuple tuple => Container + ((long)tuple.Count * Reference),
        PickleSet set => Container + ((long)set.Items.Count * Reference),
        PickleDict dict => Container + Table + ((long)dict.Count * Item),
        ForeignReference reference => Container + (2L * reference.FullName.Length),
        string text => Text + (2L * text.Length),
        byte[] bytes => Text + bytes.Length,
        _ => Container,
    };
}
