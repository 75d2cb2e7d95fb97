namespace Diglot.Formats.Pickle;

/// <summary>Bounds that the reader holds a pickle to, so that a small hostile file costs neither memory nor time.</summary>
public static class PickleLimits
{
    /// <summary>Most instructions in one pickle.</summary>
    public const int MaximumInstructions = 20_000_000;

    /// <summary>Most memory of the values made by one pickle, by estimate: two to three million numbers in lists. Bytes that lie in the file as they are do not count.</summary>
    public const long MaximumMemory = 112 << 20;

    /// <summary>Deepest nesting of containers; programs that walk the result may recurse.</summary>
    public const int MaximumDepth = 1000;

    /// <summary>Most bytes (or digits) of one whole number.</summary>
    public const int MaximumIntegerLength = 4096;

    /// <summary>Longest name of a module or class.</summary>
    public const int MaximumNameLength = 1024;

    /// <summary>Most parts of a dictionary key, nested tuples counted through.</summary>
    public const int MaximumKeyWeight = 1000;
}
