namespace Diglot.Torch.NN.Activations;

/// <summary>x if positive, else negative_slope · x.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>LeakyReLU</c>, whose default slope is 0.3.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html.</para>
/// </remarks>
/// <param name="negative_slope">Slope for negative inputs.</param>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class LeakyReLU(double negative_slope = 0.01, bool inplace = false) : Module
{
    /// <summary>Slope for negative inputs.</summary>
    public double negative_slope { get; } = negative_slope;

    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.leaky_relu(input, negative_slope, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => $"negative_slope={PythonText.Of(negative_slope)}" + (inplace ? ", inplace=True" : string.Empty);
}
