namespace Diglot.Torch.NN.Dropouts;

/// <summary>Sets whole channels of a volume to 0 with probability p in training and scales the others by 1/(1 − p).</summary>
/// <remarks>
/// <para>Input and output (N, C, D, H, W) or (C, D, H, W). In evaluation mode it gives its input back. Keras: <c>SpatialDropout3D</c>, whose rate is the same p.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout3d.html.</para>
/// </remarks>
/// <param name="p">Probability, 0 to 1.</param>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class Dropout3d(double p = 0.5, bool inplace = false) : Module
{
    /// <summary>Probability of being dropped.</summary>
    public double p { get; } = Arguments.Probability(p);

    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.dropout3d(input, p, training, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => $"p={PythonText.Of(p)}, inplace={PythonText.Of(inplace)}";
}
