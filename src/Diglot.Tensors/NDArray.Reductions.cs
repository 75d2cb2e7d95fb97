using System.Numerics;
using Diglot.Tensors.Operators;
using Diglot.Tensors.Reference;
using Diglot.Tensors.Shapes;

namespace Diglot.Tensors;

/// <content>Reductions over axes; none named means all.</content>
public sealed unsafe partial class NDArray
{
    /// <summary>Σ x; whole numbers and truth values are summed as int64.</summary>
    public NDArray Sum(ReadOnlySpan<int> axes = default, bool keepAxes = false)
        => (Type.IsFloatingPoint ? this : To(DType.Int64)).Reduce(axes, keepAxes, new SumKernel());

    /// <summary>The largest element; NaN wins.</summary>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public NDArray Max(ReadOnlySpan<int> axes = default, bool keepAxes = false) => Reduce(axes, keepAxes, new ExtremeKernel(largest: true));

    /// <summary>The smallest element; NaN wins.</summary>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public NDArray Min(ReadOnlySpan<int> axes = default, bool keepAxes = false) => Reduce(axes, keepAxes, new ExtremeKernel(largest: false));

    /// <summary>Π x along an axis; whole numbers as int64.</summary>
    public NDArray Product(int axis, bool keepAxes = false)
        => (Type.IsFloatingPoint ? this : To(DType.Int64)).Reduce([axis], keepAxes, new ProductKernel());

    /// <summary>Position of the first largest element along an axis, or in row-major order of all; NaN counts as largest.</summary>
    public NDArray ArgMax(int? axis = null, bool keepAxes = false) => ArgExtreme(axis, keepAxes, largest: true);

    /// <summary>Position of the first smallest element along an axis, or in row-major order of all; NaN counts as smallest.</summary>
    public NDArray ArgMin(int? axis = null, bool keepAxes = false) => ArgExtreme(axis, keepAxes, largest: false);

    /// <summary>Running sums along an axis.</summary>
    public NDArray CumulativeSum(int axis) => Scan(axis, static (from, to) => to.AddInPlace(from));

    /// <summary>Running products along an axis.</summary>
    public NDArray CumulativeProduct(int axis) => Scan(axis, static (from, to) => to.Update<Multiply>(from));

    /// <summary>eˣ / Σ eˣ along an axis, shifted by the largest element so that nothing overflows.</summary>
    public NDArray Softmax(int axis = -1)
    {
        var exponentials = Binary<Subtract>(this, Max([axis], keepAxes: true)).Unary<Exp>();
        return Binary<Divide>(exponentials, exponentials.Sum([axis], keepAxes: true));
    }

    /// <summary>x − log Σ eˣ along an axis.</summary>
    public NDArray LogSoftmax(int axis = -1)
    {
        var shifted = Binary<Subtract>(this, Max([axis], keepAxes: true));
        return Binary<Subtract>(shifted, shifted.Unary<Exp>().Sum([axis], keepAxes: true).Unary<Log>());
    }

    /// <summary>The gradient of softmax from its result y: y · (dy − Σ y·dy).</summary>
    public static NDArray SoftmaxGradient(NDArray y, NDArray dy, int axis)
    {
        var product = Binary<Multiply>(y, dy);
        return Binary<Subtract>(product, Binary<Multiply>(y, product.Sum([axis], keepAxes: true)));
    }

    /// <summary>The gradient of log-softmax from its result y: dy − eʸ · Σ dy.</summary>
    public static NDArray LogSoftmaxGradient(NDArray y, NDArray dy, int axis)
        => Binary<Subtract>(dy, Binary<Multiply>(y.Unary<Exp>(), dy.Sum([axis], keepAxes: true)));

    private NDArray Scan(int axis, Action<NDArray, NDArray> step)
    {
        axis = Axes.Normalize(axis, Rank);
        var result = (Type.IsFloatingPoint ? this : To(DType.Int64)).Copy();
        for (var i = 1; i < result.Shape[axis]; i++)
        {
            step(result.Slice(axis, i - 1, 1).Copy(), result.Slice(axis, i, 1));
        }

        return result;
    }

    private NDArray ArgExtreme(int? axis, bool keepAxes, bool largest)
    {
        if (axis is null)
        {
            var flat = Reshape(-1).ArgExtreme(0, keepAxes: false, largest);
            return keepAxes ? flat.Reshape([.. Enumerable.Repeat(1, Rank)]) : flat;
        }

        var kernel = new ArgKernel(largest);
        return Reduce([axis.Value], keepAxes, kernel, DType.Int64);
    }

    private NDArray Reduce<TKernel>(ReadOnlySpan<int> axes, bool keepAxes, TKernel kernel, DType? resultType = null)
        where TKernel : IReductionKernel
    {
        var reduced = Axes.NormalizeAll(axes, Rank);
        var shape = Axes.Reduce(Shape, reduced, keepAxes);
        if (Rank == 0)
        {
            return resultType is null ? Copy() : Zeros(Shape.Scalar, resultType.Value);
        }

        var inner = Wider(Type);
        var result = new NDArray(resultType ?? inner, shape);
        var source = To(inner);
        long outerLength = 1, axisLength = 1, innerLength = 1;
        var together = reduced.Length == 0 || reduced[^1] - reduced[0] == reduced.Length - 1;
        if (!together)
        {
            var kept = Enumerable.Range(0, Rank).Where(axis => !reduced.Contains(axis)).ToArray();
            source = source.Permute([.. kept, .. reduced]);
            outerLength = result.Length;
            axisLength = outerLength == 0 ? 0 : Length / outerLength;
        }
        else
        {
            for (var axis = 0; axis < Rank; axis++)
            {
                if (reduced.Contains(axis))
                {
                    axisLength *= Shape[axis];
                }
                else if (reduced.Length == 0 || axis < reduced[0])
                {
                    outerLength *= Shape[axis];
                }
                else
                {
                    innerLength *= Shape[axis];
                }
            }
        }

        if (axisLength == 0 && !kernel.HasNeutral && result.Length > 0)
        {
            throw new InvalidOperationException($"The largest or smallest element of no elements does not exist: shape {Shape}, axes ({string.Join(", ", reduced)}).");
        }

        source = source.Contiguous();
        switch (inner)
        {
            case DType.Float32: kernel.Run((float*)source.Pointer, result.Pointer, outerLength, axisLength, innerLength); break;
            case DType.Float64: kernel.Run((double*)source.Pointer, result.Pointer, outerLength, axisLength, innerLength); break;
            case DType.Int32: kernel.Run((int*)source.Pointer, result.Pointer, outerLength, axisLength, innerLength); break;
            case DType.Int64: kernel.Run((long*)source.Pointer, result.Pointer, outerLength, axisLength, innerLength); break;
            default: kernel.Run((byte*)source.Pointer, result.Pointer, outerLength, axisLength, innerLength); break;
        }

        GC.KeepAlive(source);
        GC.KeepAlive(result);
        return resultType is null ? result.To(Type) : result;
    }

    private interface IReductionKernel
    {
        bool HasNeutral { get; }

        void Run<T>(T* x, void* y, long outer, long axis, long inner)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>;
    }

    private readonly struct SumKernel : IReductionKernel
    {
        public bool HasNeutral => true;

        public void Run<T>(T* x, void* y, long outer, long axis, long inner)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => PlainReductions.Sum(x, (T*)y, outer, axis, inner);
    }

    private readonly struct ProductKernel : IReductionKernel
    {
        public bool HasNeutral => true;

        public void Run<T>(T* x, void* y, long outer, long axis, long inner)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => PlainReductions.Fold(x, (T*)y, outer, axis, inner, T.One, static (a, b) => a * b);
    }

    private readonly struct ExtremeKernel(bool largest) : IReductionKernel
    {
        public bool HasNeutral => false;

        public void Run<T>(T* x, void* y, long outer, long axis, long inner)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            if (largest)
            {
                PlainReductions.Fold(x, (T*)y, outer, axis, inner, typeof(T) == typeof(float) ? T.CreateTruncating(float.NegativeInfinity) : typeof(T) == typeof(double) ? T.CreateTruncating(double.NegativeInfinity) : T.MinValue, static (a, b) => T.Max(a, b));
            }
            else
            {
                PlainReductions.Fold(x, (T*)y, outer, axis, inner, typeof(T) == typeof(float) ? T.CreateTruncating(float.PositiveInfinity) : typeof(T) == typeof(double) ? T.CreateTruncating(double.PositiveInfinity) : T.MaxValue, static (a, b) => T.Min(a, b));
            }
        }
    }

    private readonly struct ArgKernel(bool largest) : IReductionKernel
    {
        public bool HasNeutral => false;

        public void Run<T>(T* x, void* y, long outer, long axis, long inner)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => PlainReductions.ArgExtreme(x, (long*)y, outer, axis, inner, largest);
    }
}
