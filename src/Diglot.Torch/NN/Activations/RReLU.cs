namespace Diglot.Torch.NN.Activations;

/// <summary>Randomized leaky ReLU: slopes of negative inputs are drawn from [lower, upper] in training and their mean otherwise.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras has none.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RReLU.html.</para>
/// </remarks>
/// <param name="lower">Least slope.</param>
/// <param name="upper">Largest slope.</param>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false) : Module
{
    /// <summary>Least slope.</summary>
    public double lower { get; } = lower;

    /// <summary>Largest slope.</summary>
    public double upper { get; } = upper;

    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.rrelu(input, lower, upper, training, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => $"lower={PythonText.Of(lower)}, upper={PythonText.Of(upper)}" + (inplace ? ", inplace=True" : string.Empty);
}
