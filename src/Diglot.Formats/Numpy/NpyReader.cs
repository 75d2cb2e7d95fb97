using System.Text;
using Diglot.Tensors;

namespace Diglot.Formats.Numpy;

/// <summary>Reads .npy files, versions 1 to 3: either byte order, either axis order, numbers and text. Arrays of Python objects are refused: they are pickles.</summary>
public static class NpyReader
{
    /// <summary>Reads a file's header; the elements follow on first use.</summary>
    public static NpyArray Read(string path) => Read(ByteSource.Open(path));

    /// <summary>Reads the header from an open source.</summary>
    /// <exception cref="FileFormatException">The file is damaged, or holds what is neither numbers nor text.</exception>
    public static NpyArray Read(ByteSource source)
    {
        try
        {
            return Read(source, source.ReadArray(0, (int)Math.Min(source.Length, NpyHeader.MaximumLength)));
        }
        catch (FileFormatException exception) when (exception.File is null)
        {
            throw exception.In(source.Name);
        }
    }

    internal static NpyArray Read(ByteSource source, ReadOnlySpan<byte> prefix)
    {
        var (type, isFortran, shape, offset) = NpyHeader.Parse(prefix);
        if (type.Kind == 'O')
        {
            throw new FileFormatException(
                FileFault.RefusedCode, "The array holds numbers or text, not Python objects, whose pickle could run code", "header, 'descr'", received: $"'{type.Descriptor}'", remedy: "Save the numbers as a plain array.");
        }

        if (type.Element is null && type.Kind is not ('U' or 'S'))
        {
            throw new FileFormatException(FileFault.Unsupported, "The element type is a number of at most 64 bits (complex: 128) or text", "header, 'descr'", received: $"'{type.Descriptor}'", remedy: "Convert the array in NumPy first.");
        }

        var length = ByteLength(type, shape);
        if (length != source.Length - offset)
        {
            throw new FileFormatException(
                length > source.Length - offset ? FileFault.Corrupt : FileFault.Invalid,
                "The file holds as many elements as its shape says",
                "elements",
                $"{length} bytes",
                $"{source.Length - offset}",
                "The file was probably cut short: fetch or save it again.");
        }

        return Make(source.Slice(offset, (long)length), type, shape, isFortran);
    }

    /// <summary>Wraps elements whose number has been checked.</summary>
    internal static NpyArray Make(ByteSource elements, NumpyType type, long[] shape, bool isFortran)
    {
        if (type.Element is not { } element)
        {
            return new NpyArray(type.Descriptor, shape, null, () => ReadText(elements, type, shape, isFortran));
        }

        TensorData data = isFortran || type.IsBigEndian
            ? new StridedTensorData(elements, 0, element, shape, isFortran ? StridedTensorData.ColumnMajor(shape) : StridedTensorData.RowMajor(shape), type.IsBigEndian)
            : new StoredTensorData(elements, 0, element, shape);
        return new NpyArray(type.Descriptor, shape, data, null);
    }

    /// <summary>Bytes of all elements, in a type that cannot overflow here.</summary>
    internal static Int128 ByteLength(NumpyType type, long[] shape)
    {
        Int128 length = type.Size;
        foreach (var axis in shape)
        {
            length = Int128.Min(length * axis, long.MaxValue);
        }

        return length;
    }

    private static string[] ReadText(ByteSource elements, NumpyType type, long[] shape, bool isFortran)
    {
        if (isFortran && shape.Count(static axis => axis > 1) > 1)
        {
            throw new FileFormatException(FileFault.Unsupported, "Text is stored row-major", "header, 'fortran_order'", remedy: "Save numpy.ascontiguousarray of it.");
        }

        var bytes = elements.ReadArray(0, checked((int)elements.Length));
        var texts = new string[type.Size == 0 ? 0 : bytes.Length / type.Size];
        var encoding = type.Kind == 'S' ? Encoding.Latin1 : type.IsBigEndian ? new UTF32Encoding(true, false) : Encoding.UTF32;
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = encoding.GetString(bytes, i * type.Size, type.Size).TrimEnd('\0');
        }

        return texts;
    }
}
