using System.Text;
using Diglot.Tensors;

namespace Diglot.Formats.Hdf5;

/// <summary>What an attribute or array holds: numbers or texts of some shape. From a file, elements are read when asked for.</summary>
public sealed class Hdf5Value
{
    private readonly Lazy<TensorData>? _numbers;
    private readonly Lazy<IReadOnlyList<string>>? _texts;
    private readonly string _place;
    private readonly string? _file;

    internal Hdf5Value(Hdf5Datatype type, long[]? shape, string place, Func<TensorData>? numbers, Func<IReadOnlyList<string>>? texts, string? file = null)
    {
        Type = type;
        Shape = shape;
        _place = place;
        _file = file;
        _numbers = numbers is null ? null : new Lazy<TensorData>(numbers);
        _texts = texts is null ? null : new Lazy<IReadOnlyList<string>>(texts);
    }

    /// <summary>How elements are stored.</summary>
    public Hdf5Datatype Type { get; }

    /// <summary>Length of each axis; empty for a single element; null where there is none at all (h5py's <c>Empty</c>).</summary>
    public long[]? Shape { get; }

    /// <summary>The elements as numbers.</summary>
    /// <exception cref="FileFormatException">They are not numbers, or cannot be read.</exception>
    public TensorData Numbers => _numbers?.Value ?? throw Wrong("numbers");

    /// <summary>The elements as texts, row-major.</summary>
    /// <exception cref="FileFormatException">They are not texts, or cannot be read.</exception>
    public IReadOnlyList<string> Texts => _texts?.Value ?? (Shape is { Length: 1 } and [0] ? [] : throw Wrong("text"));

    /// <summary>The single text.</summary>
    /// <exception cref="FileFormatException">There is not exactly one, or it cannot be read.</exception>
    public string Text => Texts is [var text] ? text : throw Wrong("one text");

    /// <summary>Numbers to be written.</summary>
    public static Hdf5Value Of(TensorData data) => new(Hdf5Datatype.Number(data.Type), data.Shape, "value", () => data, null);

    /// <summary>One text to be written as h5py writes <c>str</c> (UTF-8) or <c>bytes</c> (ASCII).</summary>
    public static Hdf5Value Of(string text, bool utf8 = true) => new(Hdf5Datatype.VariableString(utf8), [], "value", null, () => [text]);

    /// <summary>A list of texts to be written; an empty list becomes an empty array of float64, as h5py makes it of <c>[]</c>.</summary>
    public static Hdf5Value Of(IReadOnlyList<string> texts, bool utf8 = false) => texts.Count == 0
        ? Of(new MemoryTensorData(DType.Float64, [0], ReadOnlyMemory<byte>.Empty))
        : new Hdf5Value(Hdf5Datatype.VariableString(utf8), [texts.Count], "value", null, () => texts);

    /// <summary>A list of texts in fields of fixed width, as older h5py wrote lists of <c>bytes</c>.</summary>
    /// <param name="texts">The texts, at least one.</param>
    /// <param name="width">Bytes of a field; the longest text's where left out.</param>
    public static Hdf5Value OfFixed(IReadOnlyList<string> texts, int? width = null)
        => new(Hdf5Datatype.FixedString(width ?? Math.Max(1, texts.Max(Encoding.UTF8.GetByteCount))), [texts.Count], "value", null, () => texts);

    private FileFormatException Wrong(string wanted) => new(
        FileFault.Unsupported,
        $"Only values that are {wanted} are read here",
        _place,
        wanted,
        Shape is null ? "nothing (a null dataspace)" : $"{Type.Description}, shape ({string.Join(", ", Shape)})",
        file: _file);
}
