using System.Runtime.CompilerServices;
using Diglot.Tensors.Kernels.Copying;
using Diglot.Tensors.Shapes;

namespace Diglot.Tensors;

/// <content>Copies, in and out.</content>
public sealed partial class NDArray
{
    /// <summary>An array of these values.</summary>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">Omitted: one axis.</param>
    public static NDArray From<T>(ReadOnlySpan<T> values, Shape? shape = null)
        where T : unmanaged
    {
        var target = shape ?? [values.Length];
        if (target.Length != values.Length)
        {
            throw new ArgumentException($"Shape {target} holds {target.Length} elements; {values.Length} were given.", nameof(values));
        }

        var result = new NDArray(ElementTypes.Of<T>(), target);
        values.CopyTo(result.AsSpan<T>());
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>An array of these values.</summary>
    public static NDArray From<T>(T[] values, Shape? shape = null)
        where T : unmanaged
        => From((ReadOnlySpan<T>)values, shape);

    /// <summary>An array filled with one number.</summary>
    public static NDArray Full(Shape shape, Scalar value, DType type)
    {
        var result = new NDArray(type, shape);
        result.Fill(value);
        return result;
    }

    /// <summary>An array of zeros.</summary>
    public static NDArray Zeros(Shape shape, DType type = DType.Float32)
    {
        var result = new NDArray(type, shape);
        result.Clear();
        return result;
    }

    /// <summary>start, start + step … before stop.</summary>
    public static NDArray Arange(double start, double stop, double step, DType type)
    {
        if (step == 0 || double.IsNaN(start + stop + step))
        {
            throw new ArgumentException($"A range from {start} to {stop} needs a step other than 0; received {step}.", nameof(step));
        }

        var length = Math.Max(0, (int)Math.Ceiling((stop - start) / step));
        var values = new double[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = start + (i * step);
        }

        return From(values).To(type);
    }

    /// <summary>A contiguous copy.</summary>
    public NDArray Copy()
    {
        var result = new NDArray(Type, Shape);
        StridedCopy.Run(this, result);
        return result;
    }

    /// <summary>This array if it lies without gaps, else a copy that does.</summary>
    public NDArray Contiguous() => IsContiguous ? this : Copy();

    /// <summary>The elements converted to another type; this array itself where it has that type already.</summary>
    /// <remarks>Floating point to integer cuts towards zero; to bool asks for ≠ 0; narrowing rounds to nearest, ties to even.</remarks>
    public NDArray To(DType type)
    {
        if (type == Type)
        {
            return this;
        }

        var source = Contiguous();
        var result = new NDArray(type, Shape);
        Conversion.Run(source, result);
        GC.KeepAlive(source);
        return result;
    }

    /// <summary>Overwrites all elements with those of another array, converted and broadcast.</summary>
    public void CopyFrom(NDArray source)
    {
        // A source that lies in the same block may be overwritten while it is read.
        var safe = ReferenceEquals(source.Storage, Storage) ? source.Copy() : source;
        StridedCopy.Run(safe.To(Type).BroadcastTo(Shape), this);
        Storage.Touch();
    }

    /// <summary>Overwrites all elements with one number.</summary>
    public unsafe void Fill(Scalar value)
    {
        if (value.Value == 0 && value.Whole == 0 && !double.IsNegative(value.Value) && IsContiguous)
        {
            Clear();
            return;
        }

        var (number, whole, isNumber) = (value.Value, value.Whole, value.Type == DType.Float64);
        if (!IsContiguous || Length > int.MaxValue)
        {
            CopyFrom(isNumber ? From([number], Shape.Scalar) : From([whole], Shape.Scalar));
            return;
        }

        // Room for an element of the widest type.
        Int128 element;
        Conversion.Run(isNumber ? DType.Float64 : DType.Int64, isNumber ? &number : &whole, Type, &element, 1);
        switch (Type.Size)
        {
            case 1: new Span<byte>(Pointer, (int)Length).Fill(*(byte*)&element); break;
            case 2: new Span<short>(Pointer, (int)Length).Fill(*(short*)&element); break;
            case 4: new Span<int>(Pointer, (int)Length).Fill(*(int*)&element); break;
            case 8: new Span<long>(Pointer, (int)Length).Fill(*(long*)&element); break;
            default: new Span<Int128>(Pointer, (int)Length).Fill(element); break;
        }

        Storage.Touch();
        GC.KeepAlive(this);
    }

    /// <summary>All elements, row-major, as a managed array.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        var source = To(ElementTypes.Of<T>()).Contiguous();
        var result = source.AsSpan<T>().ToArray();
        GC.KeepAlive(source);
        return result;
    }

    /// <summary>The only element.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one.</exception>
    public unsafe T Item<T>()
        where T : unmanaged
    {
        if (Length != 1)
        {
            throw new InvalidOperationException($"Only an array of one element has a value of its own; this one has shape {Shape}.");
        }

        T value;
        Conversion.Run(Type, Pointer, ElementTypes.Of<T>(), &value, 1);
        GC.KeepAlive(this);
        return value;
    }

    private unsafe void Clear()
    {
        System.Runtime.InteropServices.NativeMemory.Clear(Pointer, (nuint)(Length * Type.Size));
        Storage.Touch();
    }
}
