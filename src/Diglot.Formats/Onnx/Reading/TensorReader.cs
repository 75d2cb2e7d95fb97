using Diglot.Tensors;

namespace Diglot.Formats.Onnx.Reading;

/// <summary>Reads what an array is (<c>TensorProto</c>) and where its elements lie; checks that they are as many as the shape says.</summary>
internal sealed class TensorReader(WireReader wire, ExternalData external)
{
    private const int TensorCost = 400;

    public OnnxTensor Read(WireField message, string place)
    {
        var (name, type, location) = ("", OnnxElementType.Float32, 0L);
        var (shape, texts) = (new List<long>(), new List<string>());
        var entries = new Dictionary<string, string>();
        WireField? raw = null;
        var typed = new Dictionary<int, (long Least, long Most)>();
        wire.Spend(TensorCost, place);
        foreach (var field in wire.Fields(message, place))
        {
            switch (field.Number)
            {
                case 1:
                    wire.Integers(field, shape, place);
                    break;
                case 2:
                    type = (OnnxElementType)(int)WireReader.Integer(field, place);
                    break;
                case TypedElements.FloatField or TypedElements.IntField or TypedElements.LongField or TypedElements.DoubleField or TypedElements.UnsignedField:
                    var (least, most) = TypedElements.Count(field);
                    var before = typed.GetValueOrDefault(field.Number);
                    typed[field.Number] = (before.Least + least, before.Most + most);
                    break;
                case 6:
                    wire.Spend(GraphReader.ReferenceCost, place);
                    texts.Add(wire.Text(field, place));
                    break;
                case 8:
                    name = wire.Text(field, place);
                    break;
                case 9:
                    raw = field.Type == WireType.Bytes ? field : throw field.Wrong(place);
                    break;
                case 13:
                    var (key, value) = Entry(field, place);
                    entries[key] = value;
                    break;
                case 14:
                    location = WireReader.Integer(field, place);
                    break;
            }
        }

        place = name.Length > 0 ? $"tensor '{name}'" : place;
        var elements = Elements(shape, place);
        if (type == OnnxElementType.String)
        {
            return texts.Count == elements ? new(name, type, [.. shape], null, texts) : throw Mismatch(place, $"{elements} texts", $"{texts.Count}");
        }

        if (type.ReadAs() is not { } readAs)
        {
            throw new FileFormatException(FileFault.Unsupported, "The element type is one that is known", place, received: $"{(int)type}");
        }

        // In the file, elements of under a byte lie several to a byte.
        var length = ((Int128)elements * type.Bits() + 7) / 8;
        if (length > long.MaxValue || (Int128)elements * readAs.Size > long.MaxValue)
        {
            throw new FileFormatException(FileFault.Invalid, "An array has fewer than 2^63 bytes", place, received: $"shape ({string.Join(", ", shape)})");
        }

        TensorData data;
        if (location == 1)
        {
            data = new PlainElements(external.Find(entries, (long)length, place), type, [.. shape]);
        }
        else if (raw is { } bytes)
        {
            data = bytes.Length == length
                ? new PlainElements(() => wire.Source.Slice(bytes.Start, bytes.Length), type, [.. shape])
                : throw Mismatch(place, $"{length} bytes", $"{bytes.Length}");
        }
        else
        {
            var field = TypedElements.FieldOf(type);
            var found = typed.GetValueOrDefault(field);
            var needed = TypedElements.Numbers(type, elements);
            data = needed >= found.Least && needed <= found.Most
                ? new TypedElements(wire.Source, message, field, type, [.. shape])
                : throw Mismatch(place, $"{needed} numbers", found.Least == found.Most ? $"{found.Least}" : $"{found.Least} to {found.Most}");
        }

        return new(name, type, [.. shape], data, null);
    }

    private (string Key, string Value) Entry(WireField message, string place)
    {
        var (key, value) = ("", "");
        foreach (var field in wire.Fields(message, place))
        {
            key = field.Number == 1 ? wire.Text(field, place) : key;
            value = field.Number == 2 ? wire.Text(field, place) : value;
        }

        wire.Spend(GraphReader.EntryCost, place);
        return (key, value);
    }

    private static long Elements(List<long> shape, string place)
    {
        if (shape.Count > OnnxLimits.MaximumAxes)
        {
            throw new FileFormatException(FileFault.Limit, "An array has no more axes than a real one", place, $"at most {OnnxLimits.MaximumAxes}", $"{shape.Count}");
        }

        Int128 elements = 1;
        foreach (var length in shape)
        {
            elements *= length;
            if (length < 0 || elements > long.MaxValue)
            {
                throw new FileFormatException(FileFault.Invalid, "Lengths of axes are 0 or more, and their product is under 2^63", place, received: $"shape ({string.Join(", ", shape)})");
            }
        }

        return (long)elements;
    }

    private static FileFormatException Mismatch(string place, string expected, string received)
        => new(FileFault.Corrupt, "An array has as many elements as its shape says", place, expected, received, "The file is damaged: fetch or export it again.");
}
