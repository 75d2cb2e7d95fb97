namespace Diglot.Torch.NN.Normalizations;

/// <summary>What the instance normalizations of all ranks share.</summary>
public abstract class InstanceNorm : BatchNorm
{
    private readonly int _axes;

    private protected InstanceNorm(int axes, int num_features, double eps, double? momentum, bool affine, bool track_running_stats, DType dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, dtype) => _axes = axes;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Check(input);
        var batched = input.Rank == _axes + 2 ? input : input.ExpandDims(0);
        var result = F.instance_norm(batched, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0, eps);
        return input.Rank == _axes + 2 ? result : result.Squeeze(0);
    }

    /// <inheritdoc/>
    private protected override void Check(Tensor input)
    {
        if (input.Rank != _axes + 1 && input.Rank != _axes + 2)
        {
            throw new ArgumentException($"expected {_axes + 1}D or {_axes + 2}D input (got {input.Rank}D input)", nameof(input));
        }

        if (input.Shape[-_axes - 1] != num_features)
        {
            throw new ArgumentException($"expected input's size at dim={input.Rank - _axes - 1} to match num_features ({num_features}), but got: {input.Shape[-_axes - 1]}.", nameof(input));
        }
    }
}
