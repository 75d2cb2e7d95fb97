namespace Diglot.Formats.KerasArchive;

/// <summary>Bounds that the reader holds an archive to before it allocates anything.</summary>
public static class KerasArchiveLimits
{
    /// <summary>Longest <c>config.json</c> or <c>metadata.json</c>; a network of a thousand layers needs about one megabyte.</summary>
    public const int MaximumConfigBytes = 16 << 20;

    /// <summary>Deepest nesting of a configuration; each level of nested models takes four.</summary>
    public const int MaximumJsonDepth = 512;

    /// <summary>Most names, values and brackets of a configuration; a network of a thousand layers needs about a hundred thousand.</summary>
    public const int MaximumJsonTokens = 1_000_000;

    /// <summary>Most entries of an archive.</summary>
    public const int MaximumEntries = 100_000;

    /// <summary>Deflated entries up to this size are taken whatever their ratio.</summary>
    public const long FreelyInflatedBytes = 64L << 20;

    /// <summary>Larger deflated entries may have at most this many times their packed size.</summary>
    public const long MaximumInflation = 200;

    /// <summary>Stored weights up to this size have their check sum compared without being asked to.</summary>
    public const long FreelyVerifiedBytes = 32L << 20;
}
