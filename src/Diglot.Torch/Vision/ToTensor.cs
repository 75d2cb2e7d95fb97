using Diglot.Autograd;
using Diglot.Tensors;

namespace Diglot.Torch.Vision;

/// <summary>Pictures of bytes 0 … 255 become float32 in 0 … 1; other types stay as they are.</summary>
/// <remarks>Source: pytorch.org/vision/stable/generated/torchvision.transforms.ToTensor.html. In Keras programs the division by 255 stands in the program.</remarks>
[Face("torchvision.transforms")]
[Face("transforms")]
public sealed class ToTensor : Transform
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor pictures) => pictures.Type == DType.UInt8 ? pictures.To(DType.Float32) / 255 : pictures;

    /// <summary>As Python prints it.</summary>
    public override string ToString() => "ToTensor()";
}
