using Diglot.Autograd.Tape;

namespace Diglot.Torch.Functional;

/// <summary>Normalization functions of <c>torch.nn.functional</c>.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#normalization-functions.</remarks>
[Face("F")]
public static class Normalizations
{
    /// <summary>(x − mean) / √(var + eps) · weight + bias for each channel (axis 1), by the batch's statistics in training and running ones otherwise.</summary>
    /// <param name="input">(N, C) or (N, C, *).</param>
    /// <param name="running_mean">(C); changed in training: (1 − momentum) · old + momentum · mean.</param>
    /// <param name="running_var">(C); changed in training likewise, by the variance over n − 1.</param>
    /// <param name="weight">(C), or null.</param>
    /// <param name="bias">(C), or null.</param>
    /// <param name="training">Whether the batch's statistics are used.</param>
    /// <param name="momentum">Share of the new statistics; Keras's momentum is 1 minus this.</param>
    /// <param name="eps">Added to the variance.</param>
    public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
    {
        int[] lengths = [.. Enumerable.Range(0, input.Rank).Select(axis => axis == 1 ? input.Shape[1] : 1)];
        int[] axes = [.. Enumerable.Range(0, input.Rank).Where(static axis => axis != 1)];
        Tensor mean, variance;
        if (training)
        {
            var count = input.Length / Math.Max(1, input.Shape[1]);
            if (count <= 1)
            {
                throw new ArgumentException($"Expected more than 1 value per channel when training, got input size {new Size(input.Shape)}", nameof(input));
            }

            mean = input.Mean(axes, keepAxes: true);
            variance = (input - mean).Square().Mean(axes, keepAxes: true);
            using (GradientMode.Disable())
            {
                running_mean?.CopyFrom((running_mean * (1 - momentum)) + (mean.Detach().Reshape(-1) * momentum));
                running_var?.CopyFrom((running_var * (1 - momentum)) + (variance.Detach().Reshape(-1) * (momentum * count / (count - 1))));
            }
        }
        else
        {
            mean = (running_mean ?? throw new ArgumentNullException(nameof(running_mean), "Expected running_mean and running_var to be defined when training=False")).Reshape(lengths);
            variance = (running_var ?? throw new ArgumentNullException(nameof(running_var), "Expected running_mean and running_var to be defined when training=False")).Reshape(lengths);
        }

        var result = (input - mean) * (variance + eps).Rsqrt();
        result = weight is null ? result : result * weight.Reshape(lengths);
        return bias is null ? result : result + bias.Reshape(lengths);
    }

    /// <summary>(x − mean) / √(var + eps) · weight + bias over the last axes.</summary>
    /// <param name="input">(*, normalized_shape).</param>
    /// <param name="normalized_shape">Lengths of the last axes.</param>
    /// <param name="weight">normalized_shape, or null.</param>
    /// <param name="bias">normalized_shape, or null.</param>
    /// <param name="eps">Added to the variance.</param>
    public static Tensor layer_norm(Tensor input, IntOrTuple normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
    {
        var lengths = normalized_shape.ToArray();
        if (input.Rank < lengths.Length || !input.Shape.AsSpan()[^lengths.Length..].SequenceEqual(lengths))
        {
            throw new ArgumentException($"Given normalized_shape=[{string.Join(", ", lengths)}], expected input with shape [*, {string.Join(", ", lengths)}], but got input of size {new Size(input.Shape)}", nameof(input));
        }

        int[] axes = [.. Enumerable.Range(input.Rank - lengths.Length, lengths.Length)];
        var centred = input - input.Mean(axes, keepAxes: true);
        var result = centred * (centred.Square().Mean(axes, keepAxes: true) + eps).Rsqrt();
        result = weight is null ? result : result * weight;
        return bias is null ? result : result + bias;
    }
}
