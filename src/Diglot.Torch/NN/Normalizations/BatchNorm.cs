namespace Diglot.Torch.NN.Normalizations;

/// <summary>What the batch normalizations of all ranks share.</summary>
public abstract class BatchNorm : Module
{
    private protected BatchNorm(int num_features, double eps, double? momentum, bool affine, bool track_running_stats, DType dtype)
    {
        (this.num_features, this.eps, this.momentum, this.affine, this.track_running_stats) = (Arguments.Positive(num_features, nameof(num_features)), eps, momentum, affine, track_running_stats);
        weight = affine ? nn.Parameter(Tensor.Ones([num_features], dtype)) : null;
        bias = affine ? nn.Parameter(Tensor.Zeros([num_features], dtype)) : null;
        if (track_running_stats)
        {
            running_mean = register_buffer(nameof(running_mean), Tensor.Zeros([num_features], dtype));
            running_var = register_buffer(nameof(running_var), Tensor.Ones([num_features], dtype));
            num_batches_tracked = register_buffer(nameof(num_batches_tracked), Tensor.Zeros(Shape.Scalar, DType.Int64));
        }
    }

    /// <summary>Number of channels.</summary>
    public int num_features { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Share of the new statistics.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether weight and bias are learned.</summary>
    public bool affine { get; }

    /// <summary>Whether running statistics are kept.</summary>
    public bool track_running_stats { get; }

    /// <summary>Scale, (C).</summary>
    public Tensor? weight { get; set; }

    /// <summary>Shift, (C).</summary>
    public Tensor? bias { get; set; }

    /// <summary>Running mean, (C).</summary>
    public Tensor? running_mean { get; set; }

    /// <summary>Running variance, (C).</summary>
    public Tensor? running_var { get; set; }

    /// <summary>How many batches were seen in training, int64.</summary>
    public Tensor? num_batches_tracked { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Check(input);
        if (input.Shape[1] != num_features)
        {
            throw new ArgumentException($"running_mean should contain {input.Shape[1]} elements not {num_features}: the input {new Size(input.Shape)} has {input.Shape[1]} channels.", nameof(input));
        }

        var share = momentum ?? 0;
        if (training && num_batches_tracked is { } seen)
        {
            seen.Fill(seen.Item<long>() + 1);
            share = momentum ?? 1.0 / seen.Item<long>();
        }

        return F.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, share, eps);
    }

    /// <inheritdoc/>
    public override string extra_repr()
        => $"{num_features}, eps={PythonText.Of(eps)}, momentum={PythonText.Of(momentum)}, affine={PythonText.Of(affine)}, bias={PythonText.Of(bias is not null)}, track_running_stats={PythonText.Of(track_running_stats)}";

    private protected abstract void Check(Tensor input);
}
