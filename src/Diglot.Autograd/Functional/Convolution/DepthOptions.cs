namespace Diglot.Autograd.Functional.Convolution;

/// <summary>How a convolution of volumes steps along the depth; height and width follow <see cref="ConvolutionOptions"/>.</summary>
/// <param name="Stride">Step of the window.</param>
/// <param name="Dilation">Distance between the elements that the window meets.</param>
/// <param name="PadFront">Zeros before the first slice; of a transposed convolution, slices cut off there.</param>
/// <param name="PadBack">Zeros behind the last slice.</param>
public sealed record DepthOptions(int Stride = 1, int Dilation = 1, int PadFront = 0, int PadBack = 0);
