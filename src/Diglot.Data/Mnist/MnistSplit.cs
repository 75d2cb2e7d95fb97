namespace Diglot.Data.Mnist;

/// <summary>
/// One half of MNIST: N grey pictures of handwritten digits and the digit each one shows.
/// </summary>
/// <param name="Images">N·28·28 brightness values 0 (background) to 255 (ink), picture after picture, row after row.</param>
/// <param name="Labels">N digits 0 to 9.</param>
public sealed record MnistSplit(byte[] Images, byte[] Labels)
{
    /// <summary>Height and width of a picture in pixels.</summary>
    public const int Side = 28;

    /// <summary>N, the number of pictures.</summary>
    public int Count => Labels.Length;
}
