using Diglot.Tensors;

namespace Diglot.Formats.TorchArchive;

/// <summary>A tensor of a PyTorch file. As a <see cref="TensorData"/> it gives its numbers dense, row-major and dequantised, whatever its layout.</summary>
public abstract class TorchTensor : TensorData
{
    private protected TorchTensor(DType type, long[] shape, string elementType)
        : base(type, shape) => ElementType = elementType;

    /// <summary>PyTorch's name of the element type: float32, complex32, qint8.</summary>
    public string ElementType { get; }

    /// <summary>Whether it is an <c>nn.Parameter</c>.</summary>
    public bool IsParameter { get; private set; }

    /// <summary>Whether PyTorch would record a gradient for it.</summary>
    public bool RequiresGrad { get; internal set; }

    /// <summary>The full name of its class where that is a subclass of <c>torch.Tensor</c>; null otherwise.</summary>
    public string? ClassName { get; private set; }

    /// <summary>The attributes of a subclass, or null.</summary>
    public object? State { get; private set; }

    /// <summary>The same tensor as an <c>nn.Parameter</c>.</summary>
    public TorchTensor AsParameter(bool requiresGrad = true)
    {
        var copy = (TorchTensor)MemberwiseClone();
        copy.IsParameter = true;
        copy.RequiresGrad = requiresGrad;
        return copy;
    }

    internal TorchTensor AsClass(string className, object? state)
    {
        var copy = (TorchTensor)MemberwiseClone();
        copy.ClassName = className;
        copy.State = state;
        return copy;
    }

    /// <summary>Checks a shape and the size it stands for.</summary>
    private protected static long[] CheckShape(long[] shape, DType type, long storedLength)
    {
        Int128 length = type.Size;
        foreach (var axis in shape)
        {
            if (axis < 0 || shape.Length > TorchLimits.MaximumAxes)
            {
                throw new FileFormatException(FileFault.Invalid, $"A shape has at most {TorchLimits.MaximumAxes} lengths, 0 or more", "tensor", received: Describe(shape));
            }

            length = Int128.Min(length * axis, Int128.MaxValue >> 64);
        }

        if (!shape.Contains(0) && length > Math.Max(storedLength, TorchLimits.MaximumExpandedLength))
        {
            throw new FileFormatException(
                FileFault.Limit, "A tensor that is larger than what is stored of it has at most 8 GiB", "tensor", $"at most {TorchLimits.MaximumExpandedLength} bytes", $"shape {Describe(shape)} of {type}");
        }

        return shape;
    }

    private protected static string Describe(IEnumerable<long> numbers) => $"[{string.Join(", ", numbers)}]";
}
