using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Diglot.Tensors;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Numbers of a file, turned to little-endian on the way out.</summary>
internal sealed class Hdf5TensorData(Hdf5Image image, DType type, long[] shape, RawArray raw, bool bigEndian, string place) : TensorData(type, shape)
{
    public override void CopyTo(Span<byte> destination)
    {
        if (ByteLength > destination.Length)
        {
            throw new ArgumentException($"The destination holds the whole array: expected {ByteLength} bytes, received {destination.Length}.", nameof(destination));
        }

        var bytes = destination[..(int)ByteLength];
        try
        {
            raw.CopyTo(bytes);
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            var where = fault.Place is null ? place : $"{place}: {fault.Place}";
            throw new FileFormatException(fault.Kind, fault.Rule, where, fault.Expected, fault.Received, fault.Remedy, image.Name, fault);
        }

        if (bigEndian)
        {
            SwapBytes(bytes, Type.Size);
        }
    }

    private static void SwapBytes(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                var words = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 4:
                var singles = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(singles, singles);
                break;
            case 8:
                var doubles = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(doubles, doubles);
                break;
        }
    }
}
