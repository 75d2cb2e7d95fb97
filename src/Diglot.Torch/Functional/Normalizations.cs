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

    /// <summary>(x − mean) / √(var + eps) · weight + bias, with mean and variance of each group of channels of each example.</summary>
    /// <param name="input">(N, C, *).</param>
    /// <param name="num_groups">Number of groups.</param>
    /// <param name="weight">(C), or null.</param>
    /// <param name="bias">(C), or null.</param>
    /// <param name="eps">Added to the variance.</param>
    public static Tensor group_norm(Tensor input, int num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
    {
        if (input.Rank < 2 || input.Shape[1] % num_groups != 0)
        {
            throw new ArgumentException($"Expected number of channels in input to be divisible by num_groups, but got input of shape {new Size(input.Shape)} and num_groups={num_groups}", nameof(input));
        }

        var grouped = input.Reshape(input.Shape[0], num_groups, -1);
        var centred = grouped - grouped.Mean([-1], keepAxes: true);
        var result = (centred * (centred.Square().Mean([-1], keepAxes: true) + eps).Rsqrt()).Reshape(input.Shape.ToArray());
        int[] lengths = [.. Enumerable.Range(0, input.Rank).Select(axis => axis == 1 ? input.Shape[1] : 1)];
        result = weight is null ? result : result * weight.Reshape(lengths);
        return bias is null ? result : result + bias.Reshape(lengths);
    }

    /// <summary>As <see cref="batch_norm"/> with the statistics of each example by itself.</summary>
    /// <param name="input">(N, C, *).</param>
    /// <param name="running_mean">(C), or null; moved towards the mean over examples.</param>
    /// <param name="running_var">(C), or null; moved likewise, by variances over n − 1.</param>
    /// <param name="weight">(C), or null.</param>
    /// <param name="bias">(C), or null.</param>
    /// <param name="use_input_stats">Whether the input's statistics are used, rather than the running ones.</param>
    /// <param name="momentum">Share of the new statistics.</param>
    /// <param name="eps">Added to the variance.</param>
    public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5)
    {
        if (!use_input_stats)
        {
            return batch_norm(input, running_mean, running_var, weight, bias, false, momentum, eps);
        }

        if (running_mean is not null && running_var is not null)
        {
            using var mode = GradientMode.Disable();
            var each = input.Detach().Reshape(input.Shape[0], input.Shape[1], -1);
            running_mean.CopyFrom((running_mean * (1 - momentum)) + (each.Mean([0, 2], false) * momentum));
            running_var.CopyFrom((running_var * (1 - momentum)) + (each.Variance([2], 1).Mean([0], false) * momentum));
        }

        return group_norm(input, input.Shape[1], weight, bias, eps);
    }

    /// <summary>x / √(mean(x²) + eps) · weight over the last axes.</summary>
    /// <param name="input">(*, normalized_shape).</param>
    /// <param name="normalized_shape">Lengths of the last axes.</param>
    /// <param name="weight">normalized_shape, or null.</param>
    /// <param name="eps">Added to the mean square; null: the element type's machine epsilon.</param>
    public static Tensor rms_norm(Tensor input, IntOrTuple normalized_shape, Tensor? weight = null, double? eps = null)
    {
        var lengths = normalized_shape.ToArray();
        if (input.Rank < lengths.Length || !input.Shape.AsSpan()[^lengths.Length..].SequenceEqual(lengths))
        {
            throw new ArgumentException($"Given normalized_shape=[{string.Join(", ", lengths)}], expected input with shape [*, {string.Join(", ", lengths)}], but got input of size {new Size(input.Shape)}", nameof(input));
        }

        int[] axes = [.. Enumerable.Range(input.Rank - lengths.Length, lengths.Length)];
        var result = input * (input.Square().Mean(axes, keepAxes: true) + (eps ?? (input.Type == DType.Float64 ? Math.Pow(2, -52) : Math.Pow(2, -23)))).Rsqrt();
        return weight is null ? result : result * weight;
    }

    /// <summary>x / (k + alpha · mean of squares over size neighbouring channels)^beta.</summary>
    /// <param name="input">(N, C, *).</param>
    /// <param name="size">Number of channels; of an even number the larger half lies before.</param>
    /// <param name="alpha">Factor of the mean.</param>
    /// <param name="beta">Exponent.</param>
    /// <param name="k">Added to it.</param>
    public static Tensor local_response_norm(Tensor input, int size, double alpha = 1e-4, double beta = 0.75, double k = 1.0)
    {
        return input / ((NeighbourSquares(input, size / 2, (size - 1) / 2) * (alpha / size)) + k).Power(beta);
    }

    /// <summary>For each channel the sum of the squares of itself and of so many channels before and after it.</summary>
    internal static Tensor NeighbourSquares(Tensor input, int before, int after)
    {
        var squares = input.Square().Pad([.. Enumerable.Range(0, input.Rank).Select(axis => axis == 1 ? (before, after) : (0, 0))], 0);
        return Enumerable.Range(0, before + after + 1).Select(i => squares.Slice(1, i, input.Shape[1])).Aggregate(static (a, b) => a + b);
    }
}
