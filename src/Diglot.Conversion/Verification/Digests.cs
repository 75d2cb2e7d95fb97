using System.Buffers;
using System.Security.Cryptography;
using Diglot.Formats;

namespace Diglot.Conversion.Verification;

/// <summary>SHA-256 of arrays: equal where type, shape and every element are, whatever file they lie in.</summary>
internal static class Digests
{
    /// <summary>Of each weight in a file of any known format.</summary>
    public static SortedDictionary<string, string> Of(string path) => Of(ModelFileReader.Read(path).Weights);

    /// <summary>Of each array.</summary>
    public static SortedDictionary<string, string> Of(IEnumerable<KeyValuePair<string, TensorData>> arrays)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, data) in arrays)
        {
            found[name] = Of(data);
        }

        return found;
    }

    /// <summary>Names whose digest is another, or that one side has alone; none where nothing was stored.</summary>
    public static IEnumerable<string> Changed(IReadOnlyDictionary<string, string>? stored, IReadOnlyDictionary<string, string> found)
        => stored is null ? [] : stored.Keys.Union(found.Keys).Where(name => stored.GetValueOrDefault(name) != found.GetValueOrDefault(name));

    private static string Of(TensorData data)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(checked((int)data.ByteLength));
        try
        {
            var used = bytes.AsSpan(0, (int)data.ByteLength);
            data.CopyTo(used);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{data.Type} {string.Join(',', data.Shape)}\n"));
            hash.AppendData(used);
            return System.Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
