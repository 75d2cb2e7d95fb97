using Diglot.Tensors;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Numbers of a file, turned to little-endian on the way out.</summary>
internal sealed class Hdf5TensorData(Hdf5Image image, DType type, long[] shape, RawArray raw, bool bigEndian, string place) : TensorData(type, shape)
{
    protected override void CopyCore(Span<byte> destination)
    {
        try
        {
            raw.CopyTo(destination);
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            var where = fault.Place is null ? place : $"{place}: {fault.Place}";
            throw new FileFormatException(fault.Kind, fault.Rule, where, fault.Expected, fault.Received, fault.Remedy, image.Name, fault);
        }

        if (bigEndian)
        {
            StridedTensorData.ReverseBytes(destination, Type);
        }
    }
}
