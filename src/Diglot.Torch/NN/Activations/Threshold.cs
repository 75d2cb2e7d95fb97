namespace Diglot.Torch.NN.Activations;

/// <summary>x where x &gt; threshold, else value.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="threshold"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Threshold.html.</para>
/// </remarks>
/// <param name="threshold">Inputs not above it are replaced.</param>
/// <param name="value">What replaces them.</param>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class Threshold(double threshold, double value, bool inplace = false) : Module
{
    /// <summary>Inputs not above it are replaced.</summary>
    public double threshold { get; } = threshold;

    /// <summary>What replaces them.</summary>
    public double value { get; } = value;

    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.threshold(input, threshold, value, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => $"threshold={PythonText.Of(threshold)}, value={PythonText.Of(value)}" + (inplace ? ", inplace=True" : string.Empty);
}
