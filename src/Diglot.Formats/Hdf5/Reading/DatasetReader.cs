using Diglot.Tensors;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Reads an array's type, shape and layout; where its bytes are is settled when they are asked for.</summary>
internal static class DatasetReader
{
    public static Hdf5Value Read(ObjectHeader header, string path)
    {
        var image = header.Image;
        var type = DatatypeReader.Read(image, header.Need(MessageKind.Datatype));
        var spaceMessage = header.Need(MessageKind.Dataspace);
        if (spaceMessage.Shared)
        {
            throw Hdf5Fault.Unsupported(header.Place, "Shapes shared between arrays are not read");
        }

        var cursor = spaceMessage.Cursor(image);
        var space = Dataspace.Read(ref cursor);

        // Keras keeps bfloat16 as two bytes without meaning and says what they are in an attribute.
        if (type is { Class: Hdf5TypeClass.Opaque, Size: 2 } && IsBFloat16(header, path))
        {
            type = type with { Element = DType.BFloat16 };
        }

        return ValueReader.Make(image, type, space.Shape, () => Storage(header, type, space), path);
    }

    private static bool IsBFloat16(ObjectHeader header, string path)
        => AttributeReader.Read(header, path).TryGetValue("dtype", out var name) && name is { Type.IsText: true, Text: "bfloat16" };

    private static RawArray Storage(ObjectHeader header, Hdf5Datatype type, Dataspace space)
    {
        if (header.Find(MessageKind.ExternalFiles) is not null)
        {
            throw Hdf5Fault.UnsafeLink("external storage", "Arrays whose bytes lie in other files are not read");
        }

        var image = header.Image;
        var shape = space.Shape!;
        var length = Dataspace.ByteLength(shape, type.Size, "shape");
        var layout = LayoutReader.Read(image, header.Need(MessageKind.Layout));
        if (layout.Compact is { } compact)
        {
            return compact.Length == length
                ? new MemoryRaw(compact)
                : throw Hdf5Fault.Corrupt("compact layout", "The stored bytes are as many as the shape needs", length, compact.Length);
        }

        var fill = FillValue(header, type.Size);
        if (layout.Chunk is not null)
        {
            return ChunkedRaw.Create(image, layout, FilterPipeline.Read(image, header.Find(MessageKind.FilterPipeline)), space, type.Size, fill);
        }

        if (header.Find(MessageKind.FilterPipeline) is not null)
        {
            throw Hdf5Fault.Corrupt("layout", "Only chunked arrays have filters");
        }

        if (length == 0 || layout.Address == Hdf5Cursor.Undefined)
        {
            CheckExpansion(image, length);
            return new FilledRaw(fill);
        }

        if (layout.Size is { } size && size < length)
        {
            throw Hdf5Fault.Corrupt("contiguous layout", "The stored bytes are as many as the shape needs", length, size);
        }

        return new ContiguousRaw(image.Slice(layout.Address, length, Hdf5Cursor.ArrayData));
    }

    /// <summary>Refuses packed or unwritten arrays that are out of all proportion to their file.</summary>
    public static void CheckExpansion(Hdf5Image image, Int128 length)
    {
        var most = Int128.Max(Hdf5Limits.FreelyExpandedBytes, (Int128)Hdf5Limits.MaximumExpansion * image.Length);
        if (length > most)
        {
            throw Hdf5Fault.Limit("shape", "A packed or unwritten array is in proportion to its file", $"at most {most} bytes in a file of {image.Length}", $"{length} bytes");
        }
    }

    private static ReadOnlyMemory<byte> FillValue(ObjectHeader header, int elementSize)
    {
        var value = header.Find(MessageKind.FillValue) is { } current ? Current(current) : header.Find(MessageKind.OldFillValue) is { } old ? Old(old) : default;
        return value.Length == 0 || value.Length == elementSize
            ? value
            : throw Hdf5Fault.Corrupt("fill value", "The fill value is one element", $"{elementSize} bytes", value.Length);

        ReadOnlyMemory<byte> Current(HeaderMessage message)
        {
            var cursor = message.Cursor(header.Image);
            var version = cursor.Version(1, 3);
            bool defined;
            if (version == 3)
            {
                defined = (cursor.U8() & 0x20) != 0;
            }
            else
            {
                cursor.Skip(2);
                defined = cursor.U8() != 0 || version == 1;
            }

            return defined && cursor.Remaining >= 4 ? cursor.Bytes(cursor.U32()).ToArray() : default;
        }

        ReadOnlyMemory<byte> Old(HeaderMessage message)
        {
            var cursor = message.Cursor(header.Image);
            return cursor.Bytes(cursor.U32()).ToArray();
        }
    }
}
