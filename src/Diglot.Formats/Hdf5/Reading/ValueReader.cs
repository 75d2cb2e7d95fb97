using System.Text;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Joins type, shape and stored bytes to a value.</summary>
internal static class ValueReader
{
    /// <summary>A value whose bytes are at hand or read later.</summary>
    public static Hdf5Value Make(Hdf5Image image, Hdf5Datatype type, long[]? shape, RawArray raw, string place)
        => Make(image, type, shape, () => raw, place);

    /// <summary>A value whose storage is looked at when it is first asked for.</summary>
    public static Hdf5Value Make(Hdf5Image image, Hdf5Datatype type, long[]? shape, Func<RawArray> raw, string place)
    {
        if (shape is null)
        {
            return new Hdf5Value(type, null, place, null, null, image.Name);
        }

        return type switch
        {
            { Element: { } element } => new Hdf5Value(type, shape, place, () => image.Guard(place, () => new Hdf5TensorData(image, element, shape, raw(), type.BigEndian, place)), null, image.Name),
            { IsText: true } => new Hdf5Value(type, shape, place, null, () => image.Guard(place, () => Texts(image, type, shape, raw(), place)), image.Name),
            _ => new Hdf5Value(type, shape, place, null, null, image.Name),
        };
    }

    private static IReadOnlyList<string> Texts(Hdf5Image image, Hdf5Datatype type, long[] shape, RawArray raw, string place)
    {
        var length = Dataspace.ByteLength(shape, type.Size, place);
        if (length > Hdf5Limits.MaximumAttributeBytes)
        {
            throw Hdf5Fault.Limit(place, "Text has a bounded size", $"at most {Hdf5Limits.MaximumAttributeBytes} bytes", length);
        }

        var bytes = new byte[length];
        raw.CopyTo(bytes);
        var texts = new string[length / type.Size];
        var total = 0L;
        for (var i = 0; i < texts.Length; i++)
        {
            var field = bytes.AsSpan(i * type.Size, type.Size);
            texts[i] = type.Class == Hdf5TypeClass.FixedString ? Fixed(field, type.SpacePadded) : Variable(image, field, place);
            total += texts[i].Length;

            // Many elements may point at one stored text: what they unfold to is bounded too.
            if (total > Hdf5Limits.MaximumAttributeBytes / 2)
            {
                throw Hdf5Fault.Limit(place, "Text has a bounded size", $"at most {Hdf5Limits.MaximumAttributeBytes / 2} characters");
            }
        }

        return texts;
    }

    private static string Fixed(ReadOnlySpan<byte> field, bool spacePadded)
        => spacePadded ? Encoding.UTF8.GetString(field.TrimEnd((byte)' ')) : Hdf5Cursor.Text(field);

    private static string Variable(Hdf5Image image, ReadOnlySpan<byte> field, string place)
    {
        var cursor = new Hdf5Cursor(field, image.AddressSize, image.LengthSize, place, 0);
        var length = cursor.U32();
        var address = cursor.Address();
        var index = cursor.U32();
        if (length == 0 || address is 0 or Hdf5Cursor.Undefined)
        {
            return "";
        }

        var stored = image.GlobalHeap.Object(address, (int)Math.Min(index, int.MaxValue)).Span;
        return length <= stored.Length
            ? Hdf5Cursor.Text(stored[..(int)length])
            : throw Hdf5Fault.Corrupt(place, "A text is as long as its reference says", $"{length} bytes", stored.Length);
    }
}
