namespace Diglot.Torch.Functional;

/// <summary>Dropout functions of <c>torch.nn.functional</c>, drawn from PyTorch's default generator.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#dropout-functions.</remarks>
[Face("F")]
public static class Dropouts
{
    /// <summary>Elements are 0 with probability p, the others scaled by 1/(1 − p); nothing happens outside training.</summary>
    public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
        => FunctionTrace.Seen(Drop(input, p, training, inplace, input.Shape), "Dropout", input, nameof(p), p);

    /// <summary>Whole channels of sequences (N, C, T) or (C, T) are dropped.</summary>
    public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => FunctionTrace.Seen(Channels(input, p, training, inplace, 1), "Dropout1d", input, nameof(p), p);

    /// <summary>Whole channels of images (N, C, H, W) or (C, H, W) are dropped.</summary>
    public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => FunctionTrace.Seen(Channels(input, p, training, inplace, 2), "Dropout2d", input, nameof(p), p);

    /// <summary>Whole channels of volumes (N, C, D, H, W) or (C, D, H, W) are dropped.</summary>
    public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => FunctionTrace.Seen(Channels(input, p, training, inplace, 3), "Dropout3d", input, nameof(p), p);

    /// <summary>Dropped elements take SELU's lower limit; all are then rescaled to keep mean and variance.</summary>
    public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false)
    {
        Arguments.Probability(p);
        if (!training || p == 0)
        {
            return input;
        }

        const double Limit = -1.7580993408473766;
        var keep = RandomTensors.Bernoulli(input.Shape, input.Type, 1 - p);
        var scale = 1 / Math.Sqrt((Limit * Limit * p + 1) * (1 - p));
        var shift = -scale * Limit * p;
        return Activations.Place(input, inplace, x => (((x * keep) + ((1 - keep) * Limit)) * scale) + shift);
    }

    private static Tensor Channels(Tensor input, double p, bool training, bool inplace, int places)
    {
        var batch = input.Rank == places + 2;
        if (!batch && input.Rank != places + 1)
        {
            throw new ArgumentException($"dropout{places}d takes inputs of {places + 1} or {places + 2} axes; received {new Size(input.Shape)}.", nameof(input));
        }

        int[] shape = [.. input.Shape.Select((length, axis) => axis < (batch ? 2 : 1) ? length : 1)];
        return Drop(input, p, training, inplace, shape);
    }

    private static Tensor Drop(Tensor input, double p, bool training, bool inplace, Shape noise)
    {
        Arguments.Probability(p);
        if (!training || p == 0)
        {
            return input;
        }

        if (p == 1)
        {
            return Activations.Place(input, inplace, static x => x * 0);
        }

        var factors = RandomTensors.Bernoulli(noise, input.Type, 1 - p) / (1 - p);
        return Activations.Place(input, inplace, x => x * factors);
    }
}
