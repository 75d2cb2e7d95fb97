using Diglot.Tensors;

namespace Diglot.Formats.Hdf5;

/// <summary>How one element is stored.</summary>
/// <param name="Class">Kind of element.</param>
/// <param name="Size">Bytes of one element as stored.</param>
/// <param name="Element">The element type it reads as; null for text and for kinds that are not read.</param>
/// <param name="BigEndian">Whether bytes are stored most significant first.</param>
/// <param name="Utf8">For text: marked as UTF-8 rather than ASCII.</param>
/// <param name="Description">A name for messages.</param>
public sealed record Hdf5Datatype(Hdf5TypeClass Class, int Size, DType? Element, bool BigEndian, bool Utf8, string Description)
{
    /// <summary>For text of fixed width: filled up with spaces rather than zeros.</summary>
    public bool SpacePadded { get; init; }

    /// <summary>Text of any length, as h5py writes strings.</summary>
    /// <param name="utf8">Marked as UTF-8 (h5py: from <c>str</c>) rather than ASCII (from <c>bytes</c>).</param>
    public static Hdf5Datatype VariableString(bool utf8) => new(Hdf5TypeClass.VariableString, 16, null, false, utf8, "variable-length string");

    /// <summary>Text in a field of fixed width, padded with zeros, as h5py writes arrays of <c>numpy.bytes_</c>.</summary>
    public static Hdf5Datatype FixedString(int size, bool utf8 = false) => new(Hdf5TypeClass.FixedString, size, null, false, utf8, $"string of {size} bytes");

    /// <summary>Little-endian numbers.</summary>
    public static Hdf5Datatype Number(DType type) => new(
        type == DType.Bool ? Hdf5TypeClass.Boolean : type == DType.BFloat16 ? Hdf5TypeClass.Opaque : type.IsFloatingPoint ? Hdf5TypeClass.Float : Hdf5TypeClass.Integer,
        type.Size, type, false, false, type.ToString());

    /// <summary>Whether elements are text.</summary>
    public bool IsText => Class is Hdf5TypeClass.FixedString or Hdf5TypeClass.VariableString;
}
