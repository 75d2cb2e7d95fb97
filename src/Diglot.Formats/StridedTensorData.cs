using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diglot.Tensors;

namespace Diglot.Formats;

/// <summary>
/// An array whose elements lie in a file in any order: element (i, j, …) at <c>offset + i·stride₀ + j·stride₁ + …</c>, counted
/// in elements, in either byte order. Strides of 0 repeat an element; none is negative.
/// </summary>
internal sealed class StridedTensorData : TensorData
{
    /// <summary>Parts of a file up to this many bytes are read in one piece and picked from in memory.</summary>
    private const long PieceLength = 16 << 20;

    private readonly ByteSource _source;
    private readonly long _offset;
    private readonly long[] _strides;
    private readonly bool _isBigEndian;

    public StridedTensorData(ByteSource source, long offset, DType type, long[] shape, long[] strides, bool isBigEndian)
        : base(type, shape)
    {
        _source = source;
        _offset = offset;
        _strides = strides;
        _isBigEndian = isBigEndian;
    }

    /// <summary>Strides of a row-major array.</summary>
    public static long[] RowMajor(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        var stride = 1L;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return strides;
    }

    /// <summary>Strides of a column-major (Fortran order) array.</summary>
    public static long[] ColumnMajor(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        var stride = 1L;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return strides;
    }

    /// <summary>Reverses the bytes of each number; a complex number is two.</summary>
    public static void ReverseBytes(Span<byte> bytes, DType type)
    {
        switch (type.IsComplex ? type.Size / 2 : type.Size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void CopyCore(Span<byte> destination)
    {
        if (destination.IsEmpty)
        {
            return;
        }

        CopyAxis(0, _offset, destination);
        if (_isBigEndian)
        {
            ReverseBytes(destination, Type);
        }
    }

    private bool IsContiguous(int axis)
    {
        var expected = 1L;
        for (var i = Shape.Length - 1; i >= axis; i--)
        {
            if (Shape[i] != 1 && _strides[i] != expected)
            {
                return false;
            }

            expected *= Shape[i];
        }

        return true;
    }

    private void CopyAxis(int axis, long element, Span<byte> destination)
    {
        var size = Type.Size;
        if (IsContiguous(axis))
        {
            _source.Read(element * size, destination);
            return;
        }

        var extent = 1L;
        for (var i = axis; i < Shape.Length; i++)
        {
            extent += (Shape[i] - 1) * _strides[i];
        }

        if (extent * size <= PieceLength)
        {
            var rented = ArrayPool<byte>.Shared.Rent((int)(extent * size));
            var piece = rented.AsSpan(0, (int)(extent * size));
            _source.Read(element * size, piece);
            Pick(axis, piece, destination);
            ArrayPool<byte>.Shared.Return(rented);
            return;
        }

        var step = destination.Length / (int)Shape[axis];
        for (var i = 0; i < Shape[axis]; i++)
        {
            CopyAxis(axis + 1, element + (i * _strides[axis]), destination.Slice(i * step, step));
        }
    }

    private void Pick(int axis, ReadOnlySpan<byte> piece, Span<byte> destination)
    {
        switch (Type.Size)
        {
            case 1: Pick<byte>(axis, 0, piece, destination); break;
            case 2: Pick<ushort>(axis, 0, piece, destination); break;
            case 4: Pick<uint>(axis, 0, piece, destination); break;
            case 8: Pick<ulong>(axis, 0, piece, destination); break;
            default: Pick<UInt128>(axis, 0, piece, destination); break;
        }
    }

    private void Pick<T>(int axis, long element, ReadOnlySpan<byte> piece, Span<byte> destination)
        where T : unmanaged
    {
        var step = destination.Length / (int)Shape[axis];
        if (step == Unsafe.SizeOf<T>())
        {
            // The rest of the axes have length 1: this one is the last that moves.
            var from = MemoryMarshal.Cast<byte, T>(piece);
            var to = MemoryMarshal.Cast<byte, T>(destination);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[(int)(element + (i * _strides[axis]))];
            }

            return;
        }

        for (var i = 0; i < Shape[axis]; i++)
        {
            Pick<T>(axis + 1, element + (i * _strides[axis]), piece, destination.Slice(i * step, step));
        }
    }
}
