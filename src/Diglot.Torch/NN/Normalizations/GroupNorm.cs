namespace Diglot.Torch.NN.Normalizations;

/// <summary>Group normalization: (x − mean) / √(var + eps) · weight + bias, with mean and variance of each group of channels of each example.</summary>
/// <remarks>
/// <para>Input and output (N, C, *). Keras: <c>GroupNormalization</c>, epsilon 1e-3.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html.</para>
/// </remarks>
[Face("nn")]
public sealed class GroupNorm : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="num_groups">Number of groups.</param>
    /// <param name="num_channels">Number of channels C.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="affine">Whether weight and bias are learned.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public GroupNorm(int num_groups, int num_channels, double eps = 1e-5, bool affine = true, bool bias = true, DType dtype = DType.Float32)
    {
        if (Arguments.Positive(num_channels, nameof(num_channels)) % Arguments.Positive(num_groups, nameof(num_groups)) != 0)
        {
            throw new ArgumentException($"num_channels ({num_channels}) must be divisible by num_groups ({num_groups})", nameof(num_groups));
        }

        (this.num_groups, this.num_channels, this.eps, this.affine) = (num_groups, num_channels, eps, affine);
        weight = affine ? nn.Parameter(Tensor.Ones([num_channels], dtype)) : null;
        this.bias = affine && bias ? nn.Parameter(Tensor.Zeros([num_channels], dtype)) : null;
    }

    /// <summary>Number of groups.</summary>
    public int num_groups { get; }

    /// <summary>Number of channels.</summary>
    public int num_channels { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; }

    /// <summary>Whether parameters are learned.</summary>
    public bool affine { get; }

    /// <summary>Scale, (C).</summary>
    public Tensor? weight { get; set; }

    /// <summary>Shift, (C).</summary>
    public Tensor? bias { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.group_norm(input, num_groups, weight, bias, eps);

    /// <inheritdoc/>
    public override string extra_repr() => $"{num_groups}, {num_channels}, eps={PythonText.Of(eps)}, affine={PythonText.Of(affine)}, bias={PythonText.Of(bias is not null)}";
}
