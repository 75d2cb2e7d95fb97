using Diglot.Autograd;

namespace Diglot.Torch.Vision;

/// <summary>Transforms one after the other.</summary>
/// <remarks>Source: pytorch.org/vision/stable/generated/torchvision.transforms.Compose.html.</remarks>
[Face("torchvision.transforms")]
[Face("transforms")]
public sealed class Compose(params Transform[] transforms) : Transform
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor pictures)
    {
        foreach (var transform in transforms)
        {
            pictures = transform.forward(pictures);
        }

        return pictures;
    }

    /// <summary>As Python prints it.</summary>
    public override string ToString() => $"Compose(\n{string.Concat(transforms.Select(transform => $"    {transform}\n"))})";
}
