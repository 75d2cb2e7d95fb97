namespace Diglot.Torch.NN.Activations;

/// <summary>log(1 + e^(beta·x)) / beta.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="softplus"</c>, without parameters.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softplus.html.</para>
/// </remarks>
/// <param name="beta">Sharpness.</param>
/// <param name="threshold">Where beta · x is larger the result is x itself.</param>
[Face("nn")]
public sealed class Softplus(double beta = 1.0, double threshold = 20.0) : Module
{
    /// <summary>Sharpness.</summary>
    public double beta { get; } = beta;

    /// <summary>Where beta · x is larger the result is x itself.</summary>
    public double threshold { get; } = threshold;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.softplus(input, beta, threshold);

    /// <inheritdoc/>
    public override string extra_repr() => $"beta={PythonText.Of(beta)}, threshold={PythonText.Of(threshold)}";
}
