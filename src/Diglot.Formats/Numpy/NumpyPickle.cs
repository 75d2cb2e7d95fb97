using System.Numerics;
using Diglot.Formats.Pickle;
using Diglot.Tensors;

namespace Diglot.Formats.Numpy;

/// <summary>Understands how NumPy arrays, scalars and element types are written into pickles.</summary>
internal static class NumpyPickle
{
    /// <summary>An element type: NumPy makes it first and sets its byte order afterwards.</summary>
    private sealed class Descriptor(NumpyType type)
    {
        public NumpyType Type { get; set; } = type;
    }

    /// <summary>Makes the value, if the callee is one of NumPy's rebuilding functions.</summary>
    public static bool TryCall(ForeignReference callee, PickleTuple arguments, out object? result)
    {
        result = null;
        if (callee.Module.Split('.')[0] != "numpy")
        {
            return false;
        }

        result = (callee.Name, arguments) switch
        {
            ("dtype", [string text, ..]) => new Descriptor(Parse(text)),
            ("_reconstruct", [ForeignReference { Name: "ndarray" }, ..]) => new NumpyArray(),
            ("scalar", [Descriptor type, byte[] bytes]) => Scalar(type.Type, bytes),
            ("_frombuffer", [byte[] bytes, Descriptor type, PickleTuple shape, string order]) => Fill(new NumpyArray(), type.Type, shape, order == "F", bytes),
            _ => callee,
        };
        return !ReferenceEquals(result, callee);
    }

    /// <summary>Sets the content of an array or the byte order of a type, if the target is one.</summary>
    public static bool TrySetState(object target, object? state)
    {
        switch (target, state)
        {
            case (Descriptor descriptor, PickleTuple and [_, string order, ..]):
                descriptor.Type = Parse(order + descriptor.Type.Descriptor.TrimStart('<', '>', '|', '='));
                return true;
            case (NumpyArray array, PickleTuple and [_, PickleTuple shape, Descriptor type, bool isFortran, byte[] bytes]):
                Fill(array, type.Type, shape, isFortran, bytes);
                return true;
            case (NumpyArray array, PickleTuple and [_, PickleTuple, Descriptor type, bool, List<object?>]):
                array.Descriptor = type.Type.Descriptor;
                return true;
            case (Descriptor or NumpyArray, _):
                throw new FileFormatException(FileFault.Invalid, "The state of a NumPy array is version, shape, type, order and elements", "pickle");
            default:
                return false;
        }
    }

    private static NumpyType Parse(string text) => NumpyType.Parse(text) ?? new NumpyType(text, 'V', 0, false);

    private static NumpyArray Fill(NumpyArray array, NumpyType type, PickleTuple shape, bool isFortran, byte[] bytes)
    {
        var lengths = new long[shape.Count];
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = shape[axis] is long and >= 0 and var length && lengths.Length <= NpyLimits.MaximumAxes
                ? length
                : throw new FileFormatException(FileFault.Invalid, "The shape of a NumPy array has whole numbers, 0 or more", "pickle", received: PickleText.Print(shape));
        }

        array.Descriptor = type.Descriptor;
        if (type.Element is null && type.Kind is not ('U' or 'S'))
        {
            return array;
        }

        if (NpyReader.ByteLength(type, lengths) != bytes.Length)
        {
            throw new FileFormatException(
                FileFault.Corrupt, "A NumPy array has as many elements as its shape says", "pickle", $"{NpyReader.ByteLength(type, lengths)} bytes", $"{bytes.Length}");
        }

        array.Content = NpyReader.Make(ByteSource.FromMemory(bytes), type, lengths, isFortran);
        return array;
    }

    private static object? Scalar(NumpyType type, byte[] bytes)
    {
        if (bytes.Length != type.Size || type.Element is not { } element)
        {
            throw new FileFormatException(FileFault.Unsupported, "A NumPy scalar is a number of its type's size", "pickle", received: $"'{type.Descriptor}', {bytes.Length} bytes");
        }

        if (type.IsBigEndian)
        {
            StridedTensorData.ReverseBytes(bytes, element);
        }

        return element switch
        {
            DType.Bool => bytes[0] != 0,
            DType.Float16 => (double)BitConverter.ToHalf(bytes),
            DType.Float32 => (double)BitConverter.ToSingle(bytes),
            DType.Float64 => BitConverter.ToDouble(bytes),
            DType.Complex64 => new Complex(BitConverter.ToSingle(bytes), BitConverter.ToSingle(bytes, 4)),
            DType.Complex128 => new Complex(BitConverter.ToDouble(bytes), BitConverter.ToDouble(bytes, 8)),
            _ => Narrow(new BigInteger(bytes, isUnsigned: type.Kind == 'u')),
        };
    }

    private static object Narrow(BigInteger value) => value <= long.MaxValue ? (object)(long)value : value;
}
