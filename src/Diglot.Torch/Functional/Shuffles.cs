namespace Diglot.Torch.Functional;

/// <summary>Functions of <c>torch.nn.functional</c> that move elements between channels and space.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#vision-functions.</remarks>
[Face("F")]
public static class Shuffles
{
    /// <summary>(*, C · r², H, W) to (*, C, H · r, W · r).</summary>
    public static Tensor pixel_shuffle(Tensor input, int upscale_factor)
    {
        var (lead, channels, height, width, r) = Take(input, upscale_factor);
        return channels % (r * r) != 0
            ? throw new ArgumentException($"pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)={channels} is not divisible by {r * r}", nameof(input))
            : input.Reshape([-1, channels / (r * r), r, r, height, width]).Permute(0, 1, 4, 2, 5, 3).Reshape([.. lead, channels / (r * r), height * r, width * r]);
    }

    /// <summary>(*, C, H · r, W · r) to (*, C · r², H, W).</summary>
    public static Tensor pixel_unshuffle(Tensor input, int downscale_factor)
    {
        var (lead, channels, height, width, r) = Take(input, downscale_factor);
        return height % r != 0 || width % r != 0
            ? throw new ArgumentException($"pixel_unshuffle expects height and width to be divisible by downscale_factor, but {height} and {width} are not divisible by {r}", nameof(input))
            : input.Reshape([-1, channels, height / r, r, width / r, r]).Permute(0, 1, 3, 5, 2, 4).Reshape([.. lead, channels * r * r, height / r, width / r]);
    }

    /// <summary>Channel i of group k becomes channel i · groups + k.</summary>
    public static Tensor channel_shuffle(Tensor input, int groups)
        => input.Rank < 3 || input.Shape[1] % groups != 0
            ? throw new ArgumentException($"channel_shuffle expects (N, C, *) with C divisible by groups; received {new Size(input.Shape)} and {groups} groups.", nameof(input))
            : input.Reshape([input.Shape[0], groups, input.Shape[1] / groups, -1]).Transpose(1, 2).Reshape(input.Shape.ToArray());

    private static (int[] Lead, int Channels, int Height, int Width, int Factor) Take(Tensor input, int factor)
        => input.Rank < 3
            ? throw new ArgumentException($"Pixel shuffles expect an input with at least 3 dimensions, but got input with {input.Rank} dimension(s)", nameof(input))
            : (input.Shape.ToArray()[..^3], input.Shape[-3], input.Shape[-2], input.Shape[-1], factor);
}
