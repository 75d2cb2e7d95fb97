namespace Diglot.Formats.Zip;

/// <summary>Bounds that the reader holds an archive to before it allocates anything.</summary>
public static class ZipLimits
{
    /// <summary>Longest central directory; a million entries need less.</summary>
    public const long MaximumDirectoryLength = 128 << 20;

    /// <summary>Most bytes that one byte of deflated data can stand for.</summary>
    public const long MaximumDeflateRatio = 1032;
}
