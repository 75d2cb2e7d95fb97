namespace Diglot.Autograd;

/// <content>New tensors.</content>
public sealed partial class Tensor
{
    /// <summary>A tensor of these values, row-major; one axis unless a shape is given.</summary>
    public static Tensor From<T>(T[] values, Shape? shape = null)
        where T : unmanaged
        => new(NDArray.From(values, shape));

    /// <summary>A tensor of one number.</summary>
    public static Tensor Scalar(double value, DType type = DType.Float32) => new(NDArray.Full(Shape.Scalar, value, type));

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, DType type = DType.Float32) => new(NDArray.Zeros(shape, type));

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(Shape shape, DType type = DType.Float32) => new(NDArray.Full(shape, 1, type));

    /// <summary>A tensor filled with one number.</summary>
    public static Tensor Full(Shape shape, Scalar value, DType type = DType.Float32) => new(NDArray.Full(shape, value, type));
}
