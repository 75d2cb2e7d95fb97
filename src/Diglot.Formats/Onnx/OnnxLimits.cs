namespace Diglot.Formats.Onnx;

/// <summary>Bounds that the reader holds a file to before it allocates anything.</summary>
public static class OnnxLimits
{
    /// <summary>Largest version of the format that may be one; the newest is 13.</summary>
    public const int MaximumVersion = 1000;

    /// <summary>Most memory, by estimate, that the nodes, names and numbers of a file may take; arrays are not counted, they stay in the file.</summary>
    public const long MaximumMemory = 128L << 20;

    /// <summary>Deepest nesting of graphs in attributes of nodes (<c>If</c>, <c>Loop</c>).</summary>
    public const int MaximumGraphDepth = 16;

    /// <summary>Most axes of an array.</summary>
    public const int MaximumAxes = 64;

    /// <summary>Longest text of a node's metadata that is kept: exporters put whole call stacks there.</summary>
    public const int MaximumMetadataText = 1000;
}
