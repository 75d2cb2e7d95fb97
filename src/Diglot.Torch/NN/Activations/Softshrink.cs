namespace Diglot.Torch.NN.Activations;

/// <summary>x moved by lambd towards 0; 0 where |x| ≤ lambd.</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Keras: <c>activation="soft_shrink"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softshrink.html.</para>
/// </remarks>
/// <param name="lambd">Threshold, not negative.</param>
[Face("nn")]
public sealed class Softshrink(double lambd = 0.5) : Module
{
    /// <summary>Threshold, not negative.</summary>
    public double lambd { get; } = lambd;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.softshrink(input, lambd);

    /// <inheritdoc/>
    public override string extra_repr() => $"{PythonText.Of(lambd)}";
}
