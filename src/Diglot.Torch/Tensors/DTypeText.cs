namespace Diglot.Torch.Tensors;

/// <summary>Element types by PyTorch's names.</summary>
internal static class DTypeText
{
    public static string Of(DType type) => "torch." + type switch
    {
        DType.Float8E4M3 => "float8_e4m3fn",
        DType.Float8E5M2 => "float8_e5m2",
        _ => type.ToString().ToLowerInvariant(),
    };
}
