using System.Numerics;
using System.Runtime.InteropServices;
using Diglot.Tensors;

namespace Diglot.Formats.TorchArchive;

/// <summary>A sparse tensor, coordinate (COO) or compressed by rows or columns (CSR, CSC). Its numbers are given dense; entries of the same place add up.</summary>
public sealed class TorchSparseTensor : TorchTensor
{
    private readonly TorchTensor[] _indices;

    private TorchSparseTensor(string layout, TorchTensor[] indices, TorchTensor values, long[] shape)
        : base(values.Type, CheckShape(shape, values.Type, values.ByteLength), values.ElementType)
    {
        Layout = layout;
        _indices = indices;
        Values = values;
    }

    /// <summary>PyTorch's name of the layout: sparse_coo, sparse_csr, sparse_csc.</summary>
    public string Layout { get; }

    /// <summary>The stored elements.</summary>
    public TorchTensor Values { get; }

    /// <summary>The index tensors: for COO one of [sparse axes, entries]; compressed: pointers, then the other axis's indices.</summary>
    public IReadOnlyList<TorchTensor> Indices => _indices;

    internal static TorchSparseTensor Coordinate(TorchTensor indices, TorchTensor values, long[] shape)
    {
        if (indices is not { Type: DType.Int64, Shape.Length: 2 } || values.Shape.Length == 0 || indices.Shape[0] > shape.Length || indices.Shape[1] != values.Shape[0]
            || !values.Shape.AsSpan(1).SequenceEqual(shape.AsSpan((int)indices.Shape[0])))
        {
            throw Invalid("A COO tensor has int64 indices [sparse axes, entries] and values [entries, dense axes]");
        }

        return new TorchSparseTensor("sparse_coo", [indices], values, shape);
    }

    internal static TorchSparseTensor Compressed(string layout, TorchTensor pointers, TorchTensor inner, TorchTensor values, long[] shape)
    {
        if (pointers is not { Type: DType.Int64 or DType.Int32, Shape.Length: 1 } || inner is not { Type: DType.Int64 or DType.Int32, Shape.Length: 1 }
            || values.Shape.Length != 1 || shape.Length != 2 || inner.Shape[0] != values.Shape[0] || pointers.Shape[0] != shape[layout == "sparse_csr" ? 0 : 1] + 1)
        {
            throw Invalid("A CSR or CSC tensor has two axes, a pointer more than rows (columns), and an index for each value");
        }

        return new TorchSparseTensor(layout, [pointers, inner], values, shape);
    }

    /// <inheritdoc/>
    protected override void CopyCore(Span<byte> destination)
    {
        destination.Clear();
        var values = new byte[Values.ByteLength];
        Values.CopyTo(values);
        var positions = Layout == "sparse_coo" ? Coordinates() : Pointers();
        var count = positions.Length;
        var block = count == 0 ? 0 : values.Length / count;
        for (var i = 0; i < count; i++)
        {
            Add(values.AsSpan(i * block, block), destination.Slice(checked((int)(positions[i] * Type.Size)), block));
        }
    }

    private long[] Coordinates()
    {
        var indices = Numbers(_indices[0]);
        var axes = (int)_indices[0].Shape[0];
        var count = (int)_indices[0].Shape[1];
        var strides = StridedTensorData.RowMajor(Shape);
        var positions = new long[count];
        for (var axis = 0; axis < axes; axis++)
        {
            for (var i = 0; i < count; i++)
            {
                positions[i] += Within(indices[(axis * count) + i], Shape[axis]) * strides[axis];
            }
        }

        return positions;
    }

    private long[] Pointers()
    {
        var pointers = Numbers(_indices[0]);
        var inner = Numbers(_indices[1]);
        var isRows = Layout == "sparse_csr";
        var positions = new long[inner.Length];
        for (var outer = 0; outer + 1 < pointers.Length; outer++)
        {
            if (pointers[outer] < 0 || pointers[outer] > pointers[outer + 1] || pointers[outer + 1] > inner.Length)
            {
                throw Invalid("Pointers do not fall, and end at the number of values");
            }

            for (var i = pointers[outer]; i < pointers[outer + 1]; i++)
            {
                var other = Within(inner[i], Shape[isRows ? 1 : 0]);
                positions[i] = isRows ? (outer * Shape[1]) + other : (other * Shape[1]) + outer;
            }
        }

        return positions;
    }

    private static long Within(long index, long length) => index >= 0 && index < length ? index : throw Invalid($"An index is within its axis of {length}, not {index}");

    private static long[] Numbers(TorchTensor indices)
    {
        var bytes = new byte[indices.ByteLength];
        indices.CopyTo(bytes);
        return indices.Type == DType.Int64 ? MemoryMarshal.Cast<byte, long>(bytes).ToArray() : [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(static value => (long)value)];
    }

    private void Add(ReadOnlySpan<byte> from, Span<byte> to)
    {
        switch (Type)
        {
            case DType.Float32 or DType.Complex64: Add<float>(from, to); break;
            case DType.Float64 or DType.Complex128: Add<double>(from, to); break;
            case DType.Float16: Add<Half>(from, to); break;
            case DType.Int64 or DType.UInt64: Add<long>(from, to); break;
            case DType.Int32 or DType.UInt32: Add<int>(from, to); break;
            case DType.Int16 or DType.UInt16: Add<short>(from, to); break;
            case DType.Int8 or DType.UInt8: Add<byte>(from, to); break;
            case DType.Bool:
                to[0] |= from[0];
                break;
            default:
                from.CopyTo(to);
                break;
        }
    }

    private static void Add<T>(ReadOnlySpan<byte> from, Span<byte> to)
        where T : unmanaged, INumber<T>
    {
        var source = MemoryMarshal.Cast<byte, T>(from);
        var target = MemoryMarshal.Cast<byte, T>(to);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = unchecked(target[i] + source[i]);
        }
    }

    private static FileFormatException Invalid(string rule) => new(FileFault.Invalid, rule, "sparse tensor");
}
