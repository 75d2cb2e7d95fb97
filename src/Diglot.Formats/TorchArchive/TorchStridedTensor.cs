using System.Runtime.InteropServices;
using Diglot.Tensors;

namespace Diglot.Formats.TorchArchive;

/// <summary>An ordinary tensor: a view of a storage by offset and strides.</summary>
public sealed class TorchStridedTensor : TorchTensor
{
    private readonly TorchElementType _type;
    private bool _isConjugated;
    private bool _isNegated;

    /// <summary>Makes a view.</summary>
    /// <param name="storage">The memory.</param>
    /// <param name="offset">Element of the storage that is the first of the tensor.</param>
    /// <param name="shape">Length of each axis.</param>
    /// <param name="strides">Elements from one index of each axis to the next; 0 repeats.</param>
    public TorchStridedTensor(TorchStorage storage, long offset, long[] shape, long[] strides)
        : this(storage, storage.Type, offset, shape, strides)
    {
    }

    internal TorchStridedTensor(TorchStorage storage, TorchElementType type, long offset, long[] shape, long[] strides)
        : base(type.Element, CheckShape(shape, type.Element, storage.ByteLength), type.Name)
    {
        _type = type;
        Storage = storage;
        Offset = offset;
        Strides = strides;
        Check();
    }

    /// <summary>The memory that this tensor is a view of.</summary>
    public TorchStorage Storage { get; }

    /// <summary>First element in the storage.</summary>
    public long Offset { get; }

    /// <summary>Elements from one index of each axis to the next.</summary>
    public long[] Strides { get; }

    /// <summary>Whether the elements lie row-major without gaps.</summary>
    public bool IsContiguous => Length == 0 || Shape.Zip(Strides, StridedTensorData.RowMajor(Shape)).All(static axis => axis.First == 1 || axis.Second == axis.Third);

    /// <summary>Whether the storage holds the elements themselves, not their conjugates or negatives.</summary>
    public bool IsResolved => !_isConjugated && !_isNegated;

    internal void SetMetadata(bool isConjugated, bool isNegated)
    {
        _isConjugated = isConjugated && Type.IsComplex;
        _isNegated = isNegated;
    }

    /// <inheritdoc/>
    protected override void CopyCore(Span<byte> destination)
    {
        if (_type.IsComplexHalf)
        {
            CopyComplexHalf(destination);
        }
        else
        {
            new StridedTensorData(Storage.Bytes, Offset, Type, Shape, Strides, Storage.IsBigEndian).CopyTo(destination);
        }

        if (_isConjugated || _isNegated)
        {
            ResolveSigns(destination);
        }
    }

    private void CopyComplexHalf(Span<byte> destination)
    {
        // A pair of halves moves as one 32-bit number; swapping it would exchange the pair, so each half is swapped by itself.
        var pairs = new byte[checked((int)Length * 4)];
        new StridedTensorData(Storage.Bytes, Offset, DType.UInt32, Shape, Strides, false).CopyTo(pairs);
        if (Storage.IsBigEndian)
        {
            StridedTensorData.ReverseBytes(pairs, DType.Float16);
        }

        var from = MemoryMarshal.Cast<byte, Half>(pairs);
        var to = MemoryMarshal.Cast<byte, float>(destination);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = (float)from[i];
        }
    }

    /// <summary>PyTorch stores a lazily conjugated or negated tensor as its original with a mark.</summary>
    private void ResolveSigns(Span<byte> bytes)
    {
        var first = _isNegated ? 0 : 1;
        var step = _isNegated && !_isConjugated ? 1 : 2;
        switch (Type)
        {
            case DType.Complex64 or DType.Float32:
                var floats = MemoryMarshal.Cast<byte, float>(bytes);
                for (var i = first; i < floats.Length; i += step)
                {
                    floats[i] = -floats[i];
                }

                break;
            case DType.Complex128 or DType.Float64:
                var doubles = MemoryMarshal.Cast<byte, double>(bytes);
                for (var i = first; i < doubles.Length; i += step)
                {
                    doubles[i] = -doubles[i];
                }

                break;
            default:
                throw new FileFormatException(FileFault.Unsupported, "A lazily negated tensor has 32-bit or 64-bit parts", "tensor", received: ElementType, remedy: "Save tensor.resolve_neg() instead.");
        }
    }

    private void Check()
    {
        if (Strides.Length != Shape.Length || Offset < 0 || Strides.Any(static stride => stride < 0))
        {
            throw Invalid("A tensor has a stride for each axis; strides and offset are 0 or more");
        }

        if (Shape.Contains(0))
        {
            return;
        }

        var stored = Storage.ByteLength / _type.Size;
        Int128 last = Offset;
        for (var axis = 0; axis < Shape.Length; axis++)
        {
            last += (Int128)(Shape[axis] - 1) * Strides[axis];
        }

        if (last >= stored)
        {
            throw Invalid($"A tensor lies within its storage, here of {stored} elements");
        }
    }

    private FileFormatException Invalid(string rule)
        => new(FileFault.Invalid, rule, $"tensor on storage '{Storage.Key}'", received: $"offset {Offset}, shape {Describe(Shape)}, strides {Describe(Strides)}");
}
