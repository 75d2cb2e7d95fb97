using Diglot.Formats.TorchArchive;

namespace Diglot.Formats.ExportedProgram;

/// <summary>Element types by the numbers of torch.export's schema, which are not those of PyTorch's own ScalarType.</summary>
internal static class ExportedTypes
{
    private static readonly Dictionary<long, string> Names = new()
    {
        [1] = "uint8", [2] = "int8", [3] = "int16", [4] = "int32", [5] = "int64", [6] = "float16", [7] = "float32", [8] = "float64", [9] = "complex32",
        [10] = "complex64", [11] = "complex128", [12] = "bool", [13] = "bfloat16", [28] = "uint16", [29] = "float8_e4m3fn", [30] = "float8_e5m2",
    };

    /// <summary>The type of a number, or null.</summary>
    public static TorchElementType? Of(long number) => Names.TryGetValue(number, out var name) ? TorchElementType.OfName(name) : null;
}
