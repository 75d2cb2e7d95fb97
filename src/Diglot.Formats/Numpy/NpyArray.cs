namespace Diglot.Formats.Numpy;

/// <summary>One array of a .npy or .npz file: numbers, or text.</summary>
public sealed class NpyArray
{
    private readonly TensorData? _data;
    private readonly Func<string[]>? _text;

    internal NpyArray(string descriptor, long[] shape, TensorData? data, Func<string[]>? text)
    {
        Descriptor = descriptor;
        Shape = shape;
        _data = data;
        _text = text;
    }

    /// <summary>NumPy's description of the element type, for instance <c>&lt;f4</c>.</summary>
    public string Descriptor { get; }

    /// <summary>Length of each axis.</summary>
    public long[] Shape { get; }

    /// <summary>Whether the elements are text.</summary>
    public bool IsText => _text is not null;

    /// <summary>The numbers, read on first use.</summary>
    /// <exception cref="FileFormatException">The elements are text.</exception>
    public TensorData Data => _data ?? throw new FileFormatException(FileFault.Unsupported, "The array holds numbers", expected: "numbers", received: $"text ({Descriptor})");

    /// <summary>Reads the texts, row-major.</summary>
    /// <exception cref="FileFormatException">The elements are numbers.</exception>
    public string[] ReadText() => _text?.Invoke() ?? throw new FileFormatException(FileFault.Unsupported, "The array holds text", expected: "text", received: $"numbers ({Descriptor})");
}
