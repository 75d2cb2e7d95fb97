using Diglot.Tensors.Kernels.Chains;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>A <see cref="ChainPlan{T}"/> on arrays, whatever its element type.</summary>
internal abstract class ChainRunner
{
    public abstract int ParameterCount { get; }

    /// <summary>The shape of one result.</summary>
    public abstract IReadOnlyList<int> OutputShape { get; }

    public abstract long SavedLength(int images);

    /// <summary>Elements of a parameter.</summary>
    public abstract long ParameterLength(int index);

    public abstract void Forward(int images, NDArray x, ReadOnlySpan<NDArray?> parameters, NDArray y, NDArray? saved);

    public abstract void Backward(int images, ReadOnlySpan<NDArray?> parameters, NDArray saved, NDArray dy, NDArray? dx, ReadOnlySpan<NDArray?> gradients);

    /// <summary>Plans for a type and the shape (without batch) of the inputs; null where the chain cannot run on it.</summary>
    public static ChainRunner? TryCreate(DType type, IReadOnlyList<ChainStep> steps, ReadOnlySpan<int> shape, ImageOrder imageOrder, WeightOrder weightOrder)
    {
        if (shape.Length is not (1 or 3)) { return null; }
        var (channels, height, width) = shape.Length == 1 ? (shape[0], 1, 1)
            : imageOrder == ImageOrder.ChannelsFirst ? (shape[0], shape[1], shape[2])
            : (shape[2], shape[0], shape[1]);
        return type switch
        {
            DType.Float32 => ChainPlan<float>.TryCreate(steps, channels, height, width, imageOrder, weightOrder) is { } plan ? new Typed<float>(plan) : null,
            DType.Float64 => ChainPlan<double>.TryCreate(steps, channels, height, width, imageOrder, weightOrder) is { } plan ? new Typed<double>(plan) : null,
            _ => null,
        };
    }

    private sealed unsafe class Typed<T>(ChainPlan<T> plan) : ChainRunner
        where T : unmanaged
    {
        public override int ParameterCount => plan.ParameterCount;

        public override IReadOnlyList<int> OutputShape => plan.OutputShape;

        public override long SavedLength(int images) => plan.SavedLength(images);

        public override long ParameterLength(int index) => plan.ParameterLengths[index];

        public override void Forward(int images, NDArray x, ReadOnlySpan<NDArray?> parameters, NDArray y, NDArray? saved)
        {
            T** pointers = stackalloc T*[parameters.Length + 1];
            Point(parameters, pointers);
            plan.Forward(images, (T*)x.Pointer, pointers, (T*)y.Pointer, saved is null ? null : (T*)saved.Pointer);
            Keep(parameters);
            GC.KeepAlive(x);
            GC.KeepAlive(y);
            GC.KeepAlive(saved);
        }

        public override void Backward(int images, ReadOnlySpan<NDArray?> parameters, NDArray saved, NDArray dy, NDArray? dx, ReadOnlySpan<NDArray?> gradients)
        {
            T** pointers = stackalloc T*[parameters.Length + 1], results = stackalloc T*[gradients.Length + 1];
            Point(parameters, pointers);
            Point(gradients, results);
            plan.Backward(images, pointers, (T*)saved.Pointer, (T*)dy.Pointer, dx is null ? null : (T*)dx.Pointer, results);
            Keep(parameters);
            Keep(gradients);
            GC.KeepAlive(saved);
            GC.KeepAlive(dy);
            GC.KeepAlive(dx);
        }

        private static void Point(ReadOnlySpan<NDArray?> arrays, T** pointers)
        {
            for (int i = 0; i < arrays.Length; i++) { pointers[i] = arrays[i] is { } array ? (T*)array.Pointer : null; }
        }

        private static void Keep(ReadOnlySpan<NDArray?> arrays)
        {
            foreach (var array in arrays) { GC.KeepAlive(array); }
        }
    }
}
