namespace Diglot.Torch.NN.Normalizations;

/// <summary>Root-mean-square normalization: x / √(mean(x²) + eps) · weight over the last axes.</summary>
/// <remarks>
/// <para>Input and output (*, normalized_shape). Keras: <c>RMSNormalization</c>, epsilon 1e-6.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RMSNorm.html (arxiv.org/abs/1910.07467).</para>
/// </remarks>
[Face("nn")]
public sealed class RMSNorm : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="normalized_shape">Lengths of the last axes.</param>
    /// <param name="eps">Added to the mean square; null: the element type's machine epsilon.</param>
    /// <param name="elementwise_affine">Whether weight is learned.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    public RMSNorm(IntOrTuple normalized_shape, double? eps = null, bool elementwise_affine = true, DType dtype = DType.Float32)
    {
        this.normalized_shape = normalized_shape.ToArray();
        (this.eps, this.elementwise_affine) = (eps, elementwise_affine);
        weight = elementwise_affine ? nn.Parameter(Tensor.Ones(this.normalized_shape, dtype)) : null;
    }

    /// <summary>Lengths of the last axes.</summary>
    public int[] normalized_shape { get; }

    /// <summary>Added to the mean square.</summary>
    public double? eps { get; }

    /// <summary>Whether weight is learned.</summary>
    public bool elementwise_affine { get; }

    /// <summary>Scale.</summary>
    public Tensor? weight { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.rms_norm(input, normalized_shape, weight, eps);

    /// <inheritdoc/>
    public override string extra_repr() => $"{PythonText.Tuple(normalized_shape)}, eps={PythonText.Of(eps)}, elementwise_affine={PythonText.Of(elementwise_affine)}";
}
