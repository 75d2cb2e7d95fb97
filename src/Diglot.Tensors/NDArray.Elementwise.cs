using System.Numerics;
using Diglot.Tensors.Kernels.Elementwise;
using Diglot.Tensors.Operators;
using Diglot.Tensors.Shapes;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors;

/// <content>Elementwise operations: type promotion and broadcasting, then one loop.</content>
public sealed unsafe partial class NDArray
{
    /// <summary>Elements below which a loop is not worth sharing among threads.</summary>
    private const int Grain = 32 * 1024;

    /// <summary>A floating-point function of each element.</summary>
    public NDArray Unary<TOperator>()
        where TOperator : struct, IFloatFunction
    {
        switch (Type)
        {
            case DType.Float32: return Map<float>(static (x, y, n) => ElementwiseLoops.Function<TOperator, float>((float*)x, (float*)y, n));
            case DType.Float64: return Map<double>(static (x, y, n) => ElementwiseLoops.Function<TOperator, double>((double*)x, (double*)y, n));
            case DType.Float16 or DType.BFloat16: return To(DType.Float32).Unary<TOperator>().To(Type);
            default: return To(DType.Float32).Unary<TOperator>();
        }
    }

    /// <summary>A function of each element of any type with arithmetic.</summary>
    public NDArray Number<TOperator>()
        where TOperator : struct, INumberFunction
        => Type switch
        {
            DType.Float32 => Map<float>(static (x, y, n) => ElementwiseLoops.Number<TOperator, float>((float*)x, (float*)y, n)),
            DType.Float64 => Map<double>(static (x, y, n) => ElementwiseLoops.Number<TOperator, double>((double*)x, (double*)y, n)),
            DType.Int32 => Map<int>(static (x, y, n) => ElementwiseLoops.Number<TOperator, int>((int*)x, (int*)y, n)),
            DType.Int64 => Map<long>(static (x, y, n) => ElementwiseLoops.Number<TOperator, long>((long*)x, (long*)y, n)),
            DType.UInt8 => Map<byte>(static (x, y, n) => ElementwiseLoops.Number<TOperator, byte>((byte*)x, (byte*)y, n)),
            _ => To(Wider(Type)).Number<TOperator>().To(Type),
        };

    /// <summary>A function of pairs; shapes broadcast, types promote.</summary>
    public static NDArray Binary<TOperator>(NDArray x, NDArray y)
        where TOperator : struct, IBinaryOperator
    {
        var type = ElementTypes.Promote(x.Type, y.Type);
        var result = new NDArray(type, Axes.Broadcast(x.Shape, y.Shape));
        BinaryInto<TOperator>(x, y, result);
        return result;
    }

    /// <summary>A function of each element and a number.</summary>
    public static NDArray Binary<TOperator>(NDArray x, Scalar s)
        where TOperator : struct, IBinaryOperator
    {
        var type = ElementTypes.Promote(x.Type, s);
        return Binary<TOperator>(x.To(type), Full(Shape.Scalar, s, type));
    }

    /// <summary>A function of a number and each element.</summary>
    public static NDArray Binary<TOperator>(Scalar s, NDArray y)
        where TOperator : struct, IBinaryOperator
    {
        var type = ElementTypes.Promote(y.Type, s);
        return Binary<TOperator>(Full(Shape.Scalar, s, type), y.To(type));
    }

    /// <summary>x / y, in floating point also for whole numbers.</summary>
    public static NDArray Quotient(NDArray x, NDArray y)
        => ElementTypes.Promote(x.Type, y.Type).IsFloatingPoint
            ? Binary<Divide>(x, y)
            : Binary<Divide>(x.To(DType.Float32), y.To(DType.Float32));

    /// <summary>x / s, in floating point also for whole numbers.</summary>
    public static NDArray Quotient(NDArray x, Scalar s)
        => Binary<Divide>(x.Type.IsFloatingPoint ? x : x.To(DType.Float32), s);

    /// <summary>this += other, in place; gradients must not be recorded for it.</summary>
    public void AddInPlace(NDArray other) => Update<Add>(other);

    /// <summary>this = f(this, other), in place.</summary>
    public void Update<TOperator>(NDArray other)
        where TOperator : struct, IBinaryOperator
    {
        var source = ReferenceEquals(other.Storage, Storage) && !ReferenceEquals(other, this) ? other.Copy() : other;
        source = source.To(Type).BroadcastTo(Shape);
        if (IsContiguous && Type.Size >= 4)
        {
            BinaryInto<TOperator>(this, source, this);
            Storage.Touch();
        }
        else
        {
            CopyFrom(Binary<TOperator>(this, source));
        }
    }

    /// <summary>Answers to a question about pairs, as truth values.</summary>
    public static NDArray Compare<TOperator>(NDArray x, NDArray y)
        where TOperator : struct, IComparison
    {
        var type = Wider(ElementTypes.Promote(x.Type, y.Type));
        var result = new NDArray(DType.Bool, Axes.Broadcast(x.Shape, y.Shape));
        (x, y) = (x.To(type), y.To(type));
        Rows(x, y, result, type switch
        {
            DType.Float32 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Compare<TOperator, float>((float*)a, sa, (float*)b, sb, (byte*)c, n),
            DType.Float64 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Compare<TOperator, double>((double*)a, sa, (double*)b, sb, (byte*)c, n),
            DType.Int32 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Compare<TOperator, int>((int*)a, sa, (int*)b, sb, (byte*)c, n),
            DType.Int64 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Compare<TOperator, long>((long*)a, sa, (long*)b, sb, (byte*)c, n),
            _ => static (a, sa, b, sb, c, n) => ElementwiseLoops.Compare<TOperator, byte>((byte*)a, sa, (byte*)b, sb, (byte*)c, n),
        });
        return result;
    }

    /// <summary>Answers to a question about each element and a number.</summary>
    public static NDArray Compare<TOperator>(NDArray x, Scalar s)
        where TOperator : struct, IComparison
    {
        var type = ElementTypes.Promote(x.Type, s);
        return Compare<TOperator>(x.To(type), Full(Shape.Scalar, s, type));
    }

    /// <summary>An operation on truth values or on the bits of whole numbers.</summary>
    public static NDArray Bits<TOperator>(NDArray x, NDArray y)
        where TOperator : struct, IBitOperator
    {
        var type = ElementTypes.Promote(x.Type, y.Type);
        if (type.IsFloatingPoint || type.IsComplex)
        {
            throw new InvalidOperationException($"Bit operations need whole numbers or truth values; received {x.Type} and {y.Type}.");
        }

        var inner = type is DType.Bool or DType.UInt8 ? type : Wider(type);
        var result = new NDArray(inner, Axes.Broadcast(x.Shape, y.Shape));
        Rows(x.To(inner), y.To(inner), result, inner switch
        {
            DType.Int32 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Bits<TOperator, int>((int*)a, sa, (int*)b, sb, (int*)c, n),
            DType.Int64 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Bits<TOperator, long>((long*)a, sa, (long*)b, sb, (long*)c, n),
            _ => static (a, sa, b, sb, c, n) => ElementwiseLoops.Bits<TOperator, byte>((byte*)a, sa, (byte*)b, sb, (byte*)c, n),
        });
        return result.To(type);
    }

    /// <summary>a where the condition holds, else b; all three broadcast.</summary>
    public static NDArray Where(NDArray condition, NDArray a, NDArray b)
    {
        var type = ElementTypes.Promote(a.Type, b.Type);
        var shape = Axes.Broadcast(condition.Shape, Axes.Broadcast(a.Shape, b.Shape));
        var result = new NDArray(type, shape);
        var mask = condition.To(DType.Bool).BroadcastTo(shape);
        (a, b) = (a.To(type).BroadcastTo(shape), b.To(type).BroadcastTo(shape));
        switch (type.Size)
        {
            case 1: Select<byte>(); break;
            case 2: Select<short>(); break;
            case 4: Select<int>(); break;
            case 8: Select<long>(); break;
            default: Select<Int128>(); break;
        }

        return result;

        void Select<T>()
            where T : unmanaged
        {
            var loop = StridedLoop.Create(shape.AsSpan(), mask.Strides, a.Strides, b.Strides, result.Strides);
            loop.Run(new ChoiceRow<T>
            {
                Condition = (byte*)mask.Pointer, X = (T*)a.Pointer, Y = (T*)b.Pointer, W = (T*)result.Pointer,
                StepC = (nint)loop.Step(0), StepX = (nint)loop.Step(1), StepY = (nint)loop.Step(2),
            });
            GC.KeepAlive(mask);
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            GC.KeepAlive(result);
        }
    }

    private static void BinaryInto<TOperator>(NDArray x, NDArray y, NDArray result)
        where TOperator : struct, IBinaryOperator
    {
        var type = result.Type;
        var inner = Wider(type);
        if (inner != type)
        {
            var wide = new NDArray(inner, result.Shape);
            BinaryInto<TOperator>(x.To(inner), y.To(inner), wide);
            result.CopyFrom(wide);
            return;
        }

        Rows(x.To(type), y.To(type), result, type switch
        {
            DType.Float32 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Binary<TOperator, float>((float*)a, sa, (float*)b, sb, (float*)c, n),
            DType.Float64 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Binary<TOperator, double>((double*)a, sa, (double*)b, sb, (double*)c, n),
            DType.Int32 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Binary<TOperator, int>((int*)a, sa, (int*)b, sb, (int*)c, n),
            DType.Int64 => static (a, sa, b, sb, c, n) => ElementwiseLoops.Binary<TOperator, long>((long*)a, sa, (long*)b, sb, (long*)c, n),
            _ => static (a, sa, b, sb, c, n) => ElementwiseLoops.Binary<TOperator, byte>((byte*)a, sa, (byte*)b, sb, (byte*)c, n),
        });
    }

    /// <summary>The type that arithmetic on a type runs in.</summary>
    private static DType Wider(DType type) => type switch
    {
        DType.Float16 or DType.BFloat16 => DType.Float32,
        DType.Int8 or DType.Int16 or DType.UInt16 => DType.Int32,
        DType.UInt32 or DType.UInt64 => DType.Int64,
        DType.Bool => DType.UInt8,
        DType.Float32 or DType.Float64 or DType.Int32 or DType.Int64 or DType.UInt8 => type,
        _ => throw new NotSupportedException($"Arithmetic on {type} is not supported: such arrays are stored and converted only. Convert to float32 first."),
    };

    private NDArray Map<T>(MapRow row)
        where T : unmanaged
    {
        var source = Contiguous();
        var result = new NDArray(Type, Shape);
        var x = (byte*)source.Pointer;
        var y = (byte*)result.Pointer;
        var length = Length;
        if (length < 2 * Grain)
        {
            row(x, y, length);
        }
        else
        {
            Workers.For(checked((int)((length + Grain - 1) / Grain)), part =>
            {
                var start = (long)part * Grain;
                row(x + (start * sizeof(T)), y + (start * sizeof(T)), Math.Min(Grain, length - start));
            });
        }

        GC.KeepAlive(source);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>Runs a row loop over two arrays broadcast to the contiguous result.</summary>
    private static void Rows(NDArray x, NDArray y, NDArray result, BinaryRow row)
    {
        if (result.Length == 0)
        {
            return;
        }

        var (stepX, stepY) = (FlatStep(x, result.Shape), FlatStep(y, result.Shape));
        if (stepX >= 0 && stepY >= 0 && result.Length < 2 * Grain)
        {
            row(x.Pointer, stepX, y.Pointer, stepY, result.Pointer, result.Length);
        }
        else
        {
            var loop = StridedLoop.Create(
                result.Shape.AsSpan(), x.BroadcastTo(result.Shape).Strides, y.BroadcastTo(result.Shape).Strides, default, result.Strides);
            loop.Run(new PairRow
            {
                X = (byte*)x.Pointer, Y = (byte*)y.Pointer, Z = (byte*)result.Pointer, InputSize = x.Type.Size, ResultSize = result.Type.Size,
                StepX = loop.Step(0), StepY = loop.Step(1), Row = row,
            });
        }

        GC.KeepAlive(x);
        GC.KeepAlive(y);
        GC.KeepAlive(result);
    }

    /// <summary>1 for a contiguous array of the result's shape, 0 for a single element, else -1.</summary>
    private static long FlatStep(NDArray x, Shape shape) => x.Length == 1 ? 0 : x.IsContiguous && x.Shape == shape ? 1 : -1;

    private delegate void MapRow(void* x, void* y, long length);

    private delegate void BinaryRow(void* x, long stepX, void* y, long stepY, void* z, long length);

    /// <summary>A row of a loop over two arrays: untyped here, typed in the delegate, so that the loop itself exists once.</summary>
    private struct PairRow : IRow
    {
        internal byte* X, Y, Z;
        internal int InputSize, ResultSize;
        internal long StepX, StepY;
        internal BinaryRow Row;

        public readonly void Invoke(nint first, nint second, nint third, nint result, nint length)
            => Row(X + (first * InputSize), StepX, Y + (second * InputSize), StepY, Z + (result * ResultSize), length);
    }

    private struct ChoiceRow<T> : IRow
        where T : unmanaged
    {
        internal byte* Condition;
        internal T* X, Y, W;
        internal nint StepC, StepX, StepY;

        public readonly void Invoke(nint first, nint second, nint third, nint result, nint length)
            => ElementwiseLoops.Choose(Condition + first, StepC, X + second, StepX, Y + third, StepY, W + result, length);
    }
}
