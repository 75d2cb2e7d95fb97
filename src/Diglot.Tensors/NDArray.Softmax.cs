using Diglot.Tensors.Kernels.Reductions;

namespace Diglot.Tensors;

/// <content>Softmax and its gradients.</content>
public sealed unsafe partial class NDArray
{
    private enum SoftmaxKind
    {
        Plain,
        Log,
        Gradient,
        LogGradient,
    }

    /// <summary>eˣ / Σ eˣ along an axis, shifted by the largest element so that nothing overflows.</summary>
    public NDArray Softmax(int axis = -1) => SoftmaxRows(this, null, axis, SoftmaxKind.Plain);

    /// <summary>x − log Σ eˣ along an axis.</summary>
    public NDArray LogSoftmax(int axis = -1) => SoftmaxRows(this, null, axis, SoftmaxKind.Log);

    /// <summary>The gradient of softmax from its result y: y · (dy − Σ y·dy).</summary>
    public static NDArray SoftmaxGradient(NDArray y, NDArray dy, int axis) => SoftmaxRows(y, dy, axis, SoftmaxKind.Gradient);

    /// <summary>The gradient of log-softmax from its result y: dy − eʸ · Σ dy.</summary>
    public static NDArray LogSoftmaxGradient(NDArray y, NDArray dy, int axis) => SoftmaxRows(y, dy, axis, SoftmaxKind.LogGradient);

    private static NDArray SoftmaxRows(NDArray x, NDArray? dy, int axis, SoftmaxKind kind)
    {
        if (x.Rank == 0)
        {
            // One element is its own distribution.
            return SoftmaxRows(x.Reshape(1), dy?.Reshape(1), 0, kind).Reshape();
        }

        axis = Shapes.Axes.Normalize(axis, x.Rank);
        if (axis != x.Rank - 1)
        {
            return SoftmaxRows(x.Transpose(axis, -1), dy?.Transpose(axis, -1), -1, kind).Transpose(axis, -1).Contiguous();
        }

        var inner = x.Type is DType.Float32 or DType.Float64 ? x.Type : DType.Float32;
        var (source, gradient) = (x.To(inner).Contiguous(), dy?.To(inner).Contiguous());
        var result = new NDArray(inner, x.Shape);
        long length = x.Shape[-1], rows = length == 0 ? 0 : x.Length / length;
        if (inner == DType.Float32)
        {
            Run((float*)source.Pointer, gradient is null ? null : (float*)gradient.Pointer, (float*)result.Pointer);
        }
        else
        {
            Run((double*)source.Pointer, gradient is null ? null : (double*)gradient.Pointer, (double*)result.Pointer);
        }

        GC.KeepAlive(source);
        GC.KeepAlive(gradient);
        GC.KeepAlive(result);
        return x.Type.IsFloatingPoint ? result.To(x.Type) : result;

        void Run<T>(T* values, T* gradients, T* to)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            switch (kind)
            {
                case SoftmaxKind.Plain: Kernels.Reductions.Softmax.Run(values, to, rows, length); break;
                case SoftmaxKind.Log: Kernels.Reductions.Softmax.RunLog(values, to, rows, length); break;
                case SoftmaxKind.Gradient: Kernels.Reductions.Softmax.Gradient(values, gradients, to, rows, length); break;
                default: Kernels.Reductions.Softmax.GradientLog(values, gradients, to, rows, length); break;
            }
        }
    }
}
