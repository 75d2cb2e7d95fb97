using System.Buffers.Binary;

namespace Diglot.Formats.Safetensors;

/// <summary>Recognises safetensors files: a plausible header length, then the brace that opens the header.</summary>
public static class SafetensorsDetector
{
    /// <summary>Whether the bytes begin like a safetensors file.</summary>
    public static bool Matches(ByteSource source)
    {
        if (source.Length < SafetensorsLimits.PrefixLength + 2)
        {
            return false;
        }

        Span<byte> head = stackalloc byte[SafetensorsLimits.PrefixLength + 1];
        source.Read(0, head);
        return head[^1] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(head) <= (ulong)(source.Length - SafetensorsLimits.PrefixLength);
    }
}
