using Diglot.Tensors;

namespace Diglot.Formats.TorchArchive;

/// <summary>An element type of PyTorch.</summary>
/// <param name="Name">As PyTorch spells it, without <c>torch.</c>: float32, qint8.</param>
/// <param name="Element">What the stored elements are here; for complex32 and quantised types what they become.</param>
/// <param name="Size">Bytes of one stored element.</param>
internal sealed record TorchElementType(string Name, DType Element, int Size)
{
    private static readonly (string Name, DType Element, string? Storage)[] Table =
    [
        ("float32", DType.Float32, "FloatStorage"), ("float64", DType.Float64, "DoubleStorage"), ("float16", DType.Float16, "HalfStorage"),
        ("bfloat16", DType.BFloat16, "BFloat16Storage"), ("uint8", DType.UInt8, "ByteStorage"), ("int8", DType.Int8, "CharStorage"),
        ("int16", DType.Int16, "ShortStorage"), ("int32", DType.Int32, "IntStorage"), ("int64", DType.Int64, "LongStorage"),
        ("bool", DType.Bool, "BoolStorage"), ("complex64", DType.Complex64, "ComplexFloatStorage"), ("complex128", DType.Complex128, "ComplexDoubleStorage"),
        ("uint16", DType.UInt16, null), ("uint32", DType.UInt32, null), ("uint64", DType.UInt64, null),
        ("float8_e4m3fn", DType.Float8E4M3, null), ("float8_e5m2", DType.Float8E5M2, null),
    ];

    private static readonly Dictionary<string, TorchElementType> ByName = MakeNames();

    private static readonly Dictionary<string, TorchElementType> ByStorage = MakeStorages();

    /// <summary>Half-precision complex numbers are stored as pairs of float16; they are read as complex64, which holds them exactly.</summary>
    public bool IsComplexHalf => Name == "complex32";

    /// <summary>Whether stored whole numbers stand for real ones by a scale and a zero point.</summary>
    public bool IsQuantized => Name[0] == 'q';

    /// <summary>The type of that name, or null if it has no equal here.</summary>
    public static TorchElementType? OfName(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The type that a storage class such as <c>FloatStorage</c> holds; null if the class is unknown.</summary>
    public static TorchElementType? OfStorage(string className) => ByStorage.GetValueOrDefault(className);

    /// <summary>How an element type is written: its PyTorch name, and the storage class, null where only an untyped one holds it.</summary>
    public static (string Name, string? Storage) Describe(DType type)
    {
        foreach (var (name, element, storage) in Table)
        {
            if (element == type)
            {
                return (name, storage);
            }
        }

        throw new FileFormatException(FileFault.Unsupported, "The element type exists in PyTorch", received: $"{type}");
    }

    private static Dictionary<string, TorchElementType> MakeNames()
    {
        var names = Table.ToDictionary(static row => row.Name, static row => new TorchElementType(row.Name, row.Element, row.Element.Size));
        names.Add("complex32", new TorchElementType("complex32", DType.Complex64, 4));
        return names;
    }

    private static Dictionary<string, TorchElementType> MakeStorages()
    {
        var storages = Table.Where(static row => row.Storage is not null).ToDictionary(static row => row.Storage!, static row => ByName[row.Name]);
        storages.Add("ComplexHalfStorage", ByName["complex32"]);
        storages.Add("QInt8Storage", new TorchElementType("qint8", DType.Int8, 1));
        storages.Add("QUInt8Storage", new TorchElementType("quint8", DType.UInt8, 1));
        storages.Add("QInt32Storage", new TorchElementType("qint32", DType.Int32, 4));
        storages.Add("UntypedStorage", ByName["uint8"]);
        storages.Add("_UntypedStorage", ByName["uint8"]);
        return storages;
    }
}
