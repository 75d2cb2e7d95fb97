using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>How a pickle refers to a storage: ('storage', class, key, device, number of elements).</summary>
internal static class TorchPersistentId
{
    public static (TorchElementType Type, string Key, long Length) Parse(PickleTuple id)
    {
        if (id is not ["storage", ForeignReference type, string key, _, long length, ..] || length is < 0 or > TorchLimits.MaximumStorageLength)
        {
            throw new FileFormatException(FileFault.Invalid, "A storage is named by class, key, device and number of elements", "pickle", received: PickleText.Print(id));
        }

        var isTorch = type.Module is "torch" or "torch.storage" || type.Module.StartsWith("torch.cuda", StringComparison.Ordinal);
        return (isTorch ? TorchElementType.OfStorage(type.Name) : null) is { } element
            ? (element, key, length)
            : throw new FileFormatException(FileFault.Invalid, "A storage's class is one of PyTorch's", $"storage '{key}'", "for instance torch.FloatStorage", type.FullName);
    }
}
