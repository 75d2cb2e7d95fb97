namespace Diglot.Torch.NN.Linears;

/// <summary>y[k] = x1ᵀ · A[k] · x2 + b[k].</summary>
/// <remarks>
/// <para>Inputs (*, in1_features) and (*, in2_features), output (*, out_features). Parameters start from U(−1/√in1_features, 1/√in1_features). Keras has none.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Bilinear.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Bilinear : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="in1_features">Length of the first input's last axis.</param>
    /// <param name="in2_features">Length of the second input's last axis.</param>
    /// <param name="out_features">Length of the output's last axis.</param>
    /// <param name="bias">Whether b is added.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    public Bilinear(int in1_features, int in2_features, int out_features, bool bias = true, DType dtype = DType.Float32)
    {
        (this.in1_features, this.in2_features, this.out_features) = (in1_features, in2_features, out_features);
        var bound = 1 / Math.Sqrt(Arguments.Positive(in1_features, nameof(in1_features)));
        weight = nn.Parameter(nn.init.uniform_(Tensor.Zeros([out_features, in1_features, in2_features], dtype), -bound, bound));
        this.bias = bias ? nn.Parameter(nn.init.uniform_(Tensor.Zeros([out_features], dtype), -bound, bound)) : null;
    }

    /// <summary>Length of the first input's last axis.</summary>
    public int in1_features { get; }

    /// <summary>Length of the second input's last axis.</summary>
    public int in2_features { get; }

    /// <summary>Length of the output's last axis.</summary>
    public int out_features { get; }

    /// <summary>A, (out_features, in1_features, in2_features).</summary>
    public Tensor weight { get; set; }

    /// <summary>b, (out_features), or null.</summary>
    public Tensor? bias { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => F.bilinear(input1, input2, weight, bias);

    /// <inheritdoc/>
    public override string extra_repr()
        => $"in1_features={in1_features}, in2_features={in2_features}, out_features={out_features}, bias={PythonText.Of(bias is not null)}";
}
