using System.Runtime.CompilerServices;
using Diglot.Tensors.Shapes;
using Diglot.Tensors.Storage;

namespace Diglot.Tensors;

/// <summary>
/// An n-dimensional array of one element type: a strided view of a block of memory. Views made by slicing, permuting or
/// reshaping share the block. It knows nothing of gradients; <c>Diglot.Autograd.Tensor</c> adds those.
/// </summary>
/// <remarks>Semantics of views, broadcasting and indexing follow NumPy (numpy.org/doc/stable/user/basics.indexing.html), as both frameworks do.</remarks>
public sealed partial class NDArray
{
    private readonly long[] _strides;

    /// <summary>Views a block of memory.</summary>
    internal NDArray(StorageBlock storage, DType type, Shape shape, long[] strides, long offset)
    {
        Storage = storage;
        Type = type;
        Shape = shape;
        Length = shape.Length;
        Offset = offset;
        _strides = strides;
        IsContiguous = LiesRowMajor(shape, strides);
    }

    /// <summary>A new array whose content is unspecified.</summary>
    public NDArray(DType type, Shape shape)
        : this(new StorageBlock(shape.Length * type.Size), type, shape, Axes.ContiguousStrides(shape), 0)
    {
    }

    /// <summary>Element type.</summary>
    public DType Type { get; }

    /// <summary>Length of each axis.</summary>
    public Shape Shape { get; }

    /// <summary>Number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>Distance between neighbours along each axis, in elements; 0 where one element is repeated.</summary>
    public ReadOnlySpan<long> Strides => _strides;

    /// <summary>Position of the first element in the block, in elements.</summary>
    public long Offset { get; }

    /// <summary>Whether the elements lie without gaps in row-major order.</summary>
    public bool IsContiguous { get; }

    /// <summary>The block of memory that this array views, perhaps together with others.</summary>
    public StorageBlock Storage { get; }

    /// <summary>
    /// The first element's address. Whoever uses it keeps this array alive (<see cref="GC.KeepAlive"/>) until done.
    /// </summary>
    public unsafe void* Pointer => (byte*)Storage.Memory + (Offset * Type.Size);

    /// <summary>The elements of a contiguous array in memory; valid only while the array is alive.</summary>
    public unsafe Span<T> AsSpan<T>()
        where T : unmanaged
    {
        Require<T>();
        return IsContiguous
            ? new Span<T>(Pointer, checked((int)Length))
            : throw new InvalidOperationException("Only a contiguous array lies in memory as one span: call Contiguous() first.");
    }

    /// <summary>Shape and type, for debugging.</summary>
    public override string ToString() => $"{Type}{Shape}";

    /// <summary>Gives the memory back at once; only where nobody else can hold a view of it.</summary>
    internal void Release() => Storage.Release();

    private static bool LiesRowMajor(Shape shape, long[] strides)
    {
        var expected = 1L;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            var length = shape[axis];
            if (length == 0)
            {
                return true;
            }

            if (length != 1 && strides[axis] != expected)
            {
                return false;
            }

            expected *= length;
        }

        return true;
    }

    private void Require<T>()
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != Type.Size || !ElementTypes.Holds<T>(Type))
        {
            throw new InvalidOperationException($"The array holds {Type}; {typeof(T).Name} was asked for. Convert it with To(…) first.");
        }
    }
}
