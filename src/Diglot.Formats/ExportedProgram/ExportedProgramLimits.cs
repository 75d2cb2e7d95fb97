namespace Diglot.Formats.ExportedProgram;

/// <summary>Bounds that the reader holds an exported program to before it allocates anything.</summary>
public static class ExportedProgramLimits
{
    /// <summary>Longest text of a program or of a list of weights; an operation takes about one kilobyte.</summary>
    public const int MaximumTextBytes = 32 << 20;

    /// <summary>Deepest nesting of the text; PyTorch's own takes about ten levels.</summary>
    public const int MaximumDepth = 128;

    /// <summary>Most names, values and brackets of the text; an operation takes about a hundred.</summary>
    public const int MaximumTokens = 2_000_000;

    /// <summary>Most operations.</summary>
    public const int MaximumNodes = 100_000;

    /// <summary>Most weights and constants.</summary>
    public const int MaximumTensors = 100_000;

    /// <summary>Most modules in all different stacks of modules that operations lie in.</summary>
    public const int MaximumModuleCalls = 300_000;

    /// <summary>Packed weights up to this size are taken whatever their ratio; PyTorch packs none.</summary>
    public const long FreelyInflatedBytes = 64L << 20;

    /// <summary>Larger packed weights may have at most this many times their packed size.</summary>
    public const long MaximumInflation = 200;
}
