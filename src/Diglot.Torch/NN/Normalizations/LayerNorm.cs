namespace Diglot.Torch.NN.Normalizations;

/// <summary>Layer normalization: (x − mean) / √(var + eps) · weight + bias over the last axes of each example.</summary>
/// <remarks>
/// <para>Input and output (*, normalized_shape). Keras: <c>LayerNormalization</c>, epsilon 1e-3.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html.</para>
/// </remarks>
[Face("nn")]
public sealed class LayerNorm : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="normalized_shape">Lengths of the last axes.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="elementwise_affine">Whether weight (and bias) are learned.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    public LayerNorm(IntOrTuple normalized_shape, double eps = 1e-5, bool elementwise_affine = true, bool bias = true, DType dtype = DType.Float32)
    {
        this.normalized_shape = normalized_shape.ToArray();
        (this.eps, this.elementwise_affine) = (eps, elementwise_affine);
        weight = elementwise_affine ? nn.Parameter(Tensor.Ones(this.normalized_shape, dtype)) : null;
        this.bias = elementwise_affine && bias ? nn.Parameter(Tensor.Zeros(this.normalized_shape, dtype)) : null;
    }

    /// <summary>Lengths of the last axes.</summary>
    public int[] normalized_shape { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; }

    /// <summary>Whether parameters are learned.</summary>
    public bool elementwise_affine { get; }

    /// <summary>Scale.</summary>
    public Tensor? weight { get; set; }

    /// <summary>Shift.</summary>
    public Tensor? bias { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.layer_norm(input, normalized_shape, weight, bias, eps);

    /// <inheritdoc/>
    public override string extra_repr()
        => $"{PythonText.Tuple(normalized_shape)}, eps={PythonText.Of(eps)}, elementwise_affine={PythonText.Of(elementwise_affine)}, bias={PythonText.Of(bias is not null)}";
}
