namespace Diglot.Torch.NN.Dropouts;

/// <summary>Dropout that keeps mean and variance of SELU outputs: dropped elements take SELU's lower limit, then all are rescaled.</summary>
/// <remarks>
/// <para>Input and output (*): any shape. In evaluation mode it gives its input back. Keras: <c>AlphaDropout</c>, whose rate is the same p.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AlphaDropout.html.</para>
/// </remarks>
/// <param name="p">Probability, 0 to 1.</param>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class AlphaDropout(double p = 0.5, bool inplace = false) : Module
{
    /// <summary>Probability of being dropped.</summary>
    public double p { get; } = Arguments.Probability(p);

    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.alpha_dropout(input, p, training, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => $"p={PythonText.Of(p)}, inplace={PythonText.Of(inplace)}";
}
