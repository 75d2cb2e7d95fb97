using Diglot.Autograd;

namespace Diglot.Torch.Vision;

/// <summary>Turns a picture, or a batch of pictures, into what a network takes. Works on tensors (…, C, H, W), so that whole batches go at once.</summary>
/// <remarks>Source: pytorch.org/vision/stable/transforms.html. Pictures straight from a dataset are uint8 in 0 … 255.</remarks>
public abstract class Transform
{
    /// <summary>Transforms pictures of shape (…, C, H, W).</summary>
    public abstract Tensor forward(Tensor pictures);
}
