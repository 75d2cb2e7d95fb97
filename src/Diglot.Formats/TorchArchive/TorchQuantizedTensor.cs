using System.Runtime.InteropServices;
using Diglot.Tensors;

namespace Diglot.Formats.TorchArchive;

/// <summary>A quantised tensor: value = (stored − zero point) · scale, with one scale or one for each index of an axis. Its numbers are given dequantised.</summary>
public sealed class TorchQuantizedTensor : TorchTensor
{
    internal TorchQuantizedTensor(TorchStridedTensor stored, double[] scales, long[] zeroPoints, int? axis)
        : base(DType.Float32, CheckShape(stored.Shape, DType.Float32, stored.Storage.ByteLength), stored.ElementType)
    {
        Stored = stored;
        Scales = scales;
        ZeroPoints = zeroPoints;
        Axis = axis;
        var count = axis is { } given ? given >= 0 && given < stored.Shape.Length ? stored.Shape[given] : -1 : 1;
        if (scales.Length != count || zeroPoints.Length != count)
        {
            throw new FileFormatException(FileFault.Invalid, "A quantised tensor has a scale and a zero point for each index of its axis", "tensor", $"{count}", $"{scales.Length} and {zeroPoints.Length}");
        }
    }

    /// <summary>The stored whole numbers.</summary>
    public TorchStridedTensor Stored { get; }

    /// <summary>One scale, or one for each index of <see cref="Axis"/>.</summary>
    public double[] Scales { get; }

    /// <summary>One zero point, or one for each index of <see cref="Axis"/>.</summary>
    public long[] ZeroPoints { get; }

    /// <summary>The axis that scales belong to; null for one scale.</summary>
    public int? Axis { get; }

    /// <inheritdoc/>
    protected override void CopyCore(Span<byte> destination)
    {
        var values = MemoryMarshal.Cast<byte, float>(destination);
        var stored = new byte[Stored.ByteLength];
        Stored.CopyTo(stored);
        var inner = Axis is { } axis ? Shape[(axis + 1)..].Aggregate(1L, static (product, length) => product * length) : values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var channel = Axis is null ? 0 : (int)(i / inner % Scales.Length);
            long number = Stored.Type switch
            {
                DType.Int8 => (sbyte)stored[i],
                DType.UInt8 => stored[i],
                _ => BitConverter.ToInt32(stored, i * 4),
            };
            values[i] = (float)((number - ZeroPoints[channel]) * Scales[channel]);
        }
    }
}
