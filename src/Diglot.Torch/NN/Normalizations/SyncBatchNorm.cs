namespace Diglot.Torch.NN.Normalizations;

/// <summary>Batch normalization: (x − mean) / √(var + eps) · weight + bias for each channel.</summary>
/// <remarks>
/// <para>Input and output (N, C, *). Statistics are shared between processes; there is one, so that it is a BatchNorm of any rank. In training the batch's mean and variance (over n) are used and the running ones moved towards them, the variance
/// over n − 1; in evaluation the running ones are used.</para>
/// <para>Keras: <c>BatchNormalization</c> has momentum 0.99 for 1 − 0.1 here, epsilon 1e-3, channels last, and stores the variance over n.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SyncBatchNorm.html.</para>
/// </remarks>
/// <param name="num_features">Number of channels C.</param>
/// <param name="eps">Added to the variance.</param>
/// <param name="momentum">Share of the new statistics; null: the plain mean of all batches.</param>
/// <param name="affine">Whether weight and bias are learned.</param>
/// <param name="track_running_stats">Whether running statistics are kept; without them evaluation uses the batch's too.</param>
/// <param name="dtype">Element type of parameters and statistics.</param>
[Face("nn")]
public sealed class SyncBatchNorm(int num_features, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool track_running_stats = true, DType dtype = DType.Float32)
    : BatchNorm(num_features, eps, momentum, affine, track_running_stats, dtype)
{
    /// <inheritdoc/>
    private protected override void Check(Tensor input)
    {
        if (input.Rank < 2)
        {
            throw new ArgumentException($"expected at least 2D input (got {input.Rank}D input)", nameof(input));
        }
    }
}
