using Diglot.Autograd;
using Diglot.Tensors;

namespace Diglot.Torch.Vision;

/// <summary>(x − mean) / std, channel by channel.</summary>
/// <remarks>Source: pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html. Keras has the layer Normalization, with the variance instead of std.</remarks>
[Face("torchvision.transforms")]
[Face("transforms")]
public sealed class Normalize : Transform
{
    private readonly double[] _mean;
    private readonly double[] _std;

    /// <summary>Makes the transform for pictures of one channel.</summary>
    /// <param name="mean">Mean to subtract.</param>
    /// <param name="std">Standard deviation to divide by.</param>
    public Normalize(double mean, double std)
        : this([mean], [std])
    {
    }

    /// <summary>Makes the transform.</summary>
    /// <param name="mean">Mean of each channel, or one for all.</param>
    /// <param name="std">Standard deviation of each channel, or one for all.</param>
    /// <exception cref="ArgumentException">A standard deviation is 0.</exception>
    public Normalize(double[] mean, double[] std)
    {
        if (std.Contains(0))
        {
            throw new ArgumentException($"std evaluated to zero, leading to division by zero: ({string.Join(", ", std)}). Give the standard deviation of each channel.", nameof(std));
        }

        (_mean, _std) = (mean, std);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor pictures)
    {
        if (!pictures.Type.IsFloatingPoint || pictures.Rank < 3)
        {
            throw new ArgumentException($"Normalize needs floating-point pictures of shape (…, C, H, W); received {pictures.Type}{pictures.Shape}. Put ToTensor before it.");
        }

        return (pictures - Channels(_mean, pictures)) / Channels(_std, pictures);
    }

    /// <summary>As Python prints it.</summary>
    public override string ToString() => FormattableString.Invariant($"Normalize(mean=({string.Join(", ", _mean)}), std=({string.Join(", ", _std)}))");

    private static Tensor Channels(double[] values, Tensor pictures)
    {
        var channels = pictures.Shape[-3];
        return values.Length == 1 || values.Length == channels
            ? Tensor.From(values).To(pictures.Type).Reshape(values.Length, 1, 1)
            : throw new ArgumentException($"Normalize has {values.Length} values; the pictures have {channels} channels (shape {pictures.Shape}). Give one value, or one for each channel.");
    }
}
