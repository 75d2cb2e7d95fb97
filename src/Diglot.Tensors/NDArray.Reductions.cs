using System.Numerics;
using Diglot.Tensors.Kernels.Reductions;
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
    public NDArray CumulativeSum(int axis) => Running<Add>(axis);

    /// <summary>Running products along an axis.</summary>
    public NDArray CumulativeProduct(int axis) => Running<Multiply>(axis);

    private NDArray Running<TOperator>(int axis)
        where TOperator : struct, IBinaryOperator
    {
        if (Rank == 0)
        {
            return Copy();
        }

        axis = Axes.Normalize(axis, Rank);
        if (Type.IsFloatingPoint && Wider(Type) != Type)
        {
            return To(Wider(Type)).Running<TOperator>(axis).To(Type);
        }

        var result = (Type.IsFloatingPoint ? this : To(DType.Int64)).Copy();
        long outer = 1, inner = 1;
        for (var i = 0; i < Rank; i++)
        {
            (outer, inner) = (i < axis ? outer * Shape[i] : outer, i > axis ? inner * Shape[i] : inner);
        }

        switch (result.Type)
        {
            case DType.Float32: Scan.Run<TOperator, float>((float*)result.Pointer, (float*)result.Pointer, outer, Shape[axis], inner); break;
            case DType.Float64: Scan.Run<TOperator, double>((double*)result.Pointer, (double*)result.Pointer, outer, Shape[axis], inner); break;
            default: Scan.Run<TOperator, long>((long*)result.Pointer, (long*)result.Pointer, outer, Shape[axis], inner); break;
        }

        GC.KeepAlive(result);
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
            => Reduction.Run<Add, T>(x, (T*)y, outer, axis, inner, T.Zero);
    }

    private readonly struct ProductKernel : IReductionKernel
    {
        public bool HasNeutral => true;

        public void Run<T>(T* x, void* y, long outer, long axis, long inner)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => Reduction.Run<Multiply, T>(x, (T*)y, outer, axis, inner, T.One);
    }

    private readonly struct ExtremeKernel(bool largest) : IReductionKernel
    {
        public bool HasNeutral => false;

        public void Run<T>(T* x, void* y, long outer, long axis, long inner)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            if (largest)
            {
                Reduction.Run<Maximum, T>(x, (T*)y, outer, axis, inner, Lowest<T>());
            }
            else
            {
                Reduction.Run<Minimum, T>(x, (T*)y, outer, axis, inner, Highest<T>());
            }
        }

        private static T Lowest<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(double.NegativeInfinity) : T.MinValue;

        private static T Highest<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(double.PositiveInfinity) : T.MaxValue;
    }

    private readonly struct ArgKernel(bool largest) : IReductionKernel
    {
        public bool HasNeutral => false;

        public void Run<T>(T* x, void* y, long outer, long axis, long inner)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => PlainReductions.ArgExtreme(x, (long*)y, outer, axis, inner, largest);
    }
}
