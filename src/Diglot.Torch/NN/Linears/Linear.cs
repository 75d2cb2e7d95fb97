namespace Diglot.Torch.NN.Linears;

/// <summary>Fully connected layer: y = x · Wᵀ + b.</summary>
/// <remarks>
/// <para>Input (*, in_features), output (*, out_features); weight (out_features, in_features), bias (out_features). Both start from
/// U(−1/√in_features, 1/√in_features).</para>
/// <para>Keras: <c>Dense</c> stores the transposed kernel (in, out), starts it by Glorot's uniform rule and the bias at 0.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Linear : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="in_features">Length of the input's last axis.</param>
    /// <param name="out_features">Length of the output's last axis.</param>
    /// <param name="bias">Whether b is added.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    public Linear(int in_features, int out_features, bool bias = true, DType dtype = DType.Float32)
    {
        (this.in_features, this.out_features) = (in_features, out_features);
        weight = nn.Parameter(Tensor.Zeros([out_features, in_features], dtype));
        this.bias = bias ? nn.Parameter(Tensor.Zeros([out_features], dtype)) : null;
        reset_parameters();
    }

    /// <summary>Length of the input's last axis.</summary>
    public int in_features { get; }

    /// <summary>Length of the output's last axis.</summary>
    public int out_features { get; }

    /// <summary>W, (out_features, in_features).</summary>
    public Tensor weight { get; set; }

    /// <summary>b, (out_features), or null.</summary>
    public Tensor? bias { get; set; }

    /// <summary>Draws the parameters anew.</summary>
    public void reset_parameters() => DefaultInitialization.Of(weight, bias);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.linear(input, weight, bias);

    /// <inheritdoc/>
    public override string extra_repr() => $"in_features={in_features}, out_features={out_features}, bias={PythonText.Of(bias is not null)}";
}
