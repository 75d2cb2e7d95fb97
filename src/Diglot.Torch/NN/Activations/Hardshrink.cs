namespace Diglot.Torch.NN.Activations;

/// <summary>x where |x| &gt; lambd, else 0.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="hard_shrink"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardshrink.html.</para>
/// </remarks>
/// <param name="lambd">Threshold.</param>
[Face("nn")]
public sealed class Hardshrink(double lambd = 0.5) : Module
{
    /// <summary>Threshold.</summary>
    public double lambd { get; } = lambd;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.hardshrink(input, lambd);

    /// <inheritdoc/>
    public override string extra_repr() => $"{PythonText.Of(lambd)}";
}
