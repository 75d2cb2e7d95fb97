using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>ONNX's arrays as tensors.</summary>
internal static class OnnxValues
{
    /// <summary>The type of arrays for the number that files use; null where there is none.</summary>
    public static DType? TypeOf(int type) => ((OnnxElementType)type).ReadAs();

    /// <summary>The numbers of an array; null where it holds texts.</summary>
    public static Tensor? Read(OnnxTensor tensor) => tensor.Data is { } data ? new(data.ToNDArray()) : null;

    /// <summary>The value of a Constant.</summary>
    public static Tensor? Constant(OnnxNode node)
    {
        if (node.Setting<OnnxTensor>("value") is { } tensor)
        {
            return Read(tensor);
        }

        return node.Setting<double?>("value_float") is { } number ? Tensor.Scalar(number)
            : node.Setting<long?>("value_int") is { } integer ? Tensor.Scalar(integer, DType.Int64)
            : node.Setting<double[]>("value_floats") is { } numbers ? Tensor.From(Array.ConvertAll(numbers, static value => (float)value))
            : node.Integers("value_ints") is { } integers ? Tensor.From(integers)
            : null;
    }
}
