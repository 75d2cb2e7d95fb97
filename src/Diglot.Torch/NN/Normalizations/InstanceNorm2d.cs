namespace Diglot.Torch.NN.Normalizations;

/// <summary>Instance normalization: (x − mean) / √(var + eps) · weight + bias for each channel of each example.</summary>
/// <remarks>
/// <para>Input and output (N, C, H, W), or without N. Keras: <c>GroupNormalization(groups: -1)</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html.</para>
/// </remarks>
/// <param name="num_features">Number of channels C.</param>
/// <param name="eps">Added to the variance.</param>
/// <param name="momentum">Share of the new statistics.</param>
/// <param name="affine">Whether weight and bias are learned.</param>
/// <param name="track_running_stats">Whether running statistics are kept; evaluation uses them then.</param>
/// <param name="dtype">Element type of parameters and statistics.</param>
[Face("nn")]
public sealed class InstanceNorm2d(int num_features, double eps = 1e-5, double? momentum = 0.1, bool affine = false, bool track_running_stats = false, DType dtype = DType.Float32)
    : InstanceNorm(2, num_features, eps, momentum, affine, track_running_stats, dtype);
