namespace Diglot.Torch.NN.Shapes;

/// <summary>Splits one axis into several.</summary>
/// <remarks>
/// <para>Input (*, Πs, *), output (*, s…, *). Keras: <c>Reshape</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unflatten.html.</para>
/// </remarks>
/// <param name="dim">The axis.</param>
/// <param name="unflattened_size">The new lengths; one may be −1.</param>
[Face("nn")]
public sealed class Unflatten(int dim, IntOrTuple unflattened_size) : Module
{
    /// <summary>The axis.</summary>
    public int dim { get; } = dim;

    /// <summary>The new lengths.</summary>
    public int[] unflattened_size { get; } = unflattened_size.ToArray();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => torch.unflatten(input, dim, unflattened_size);

    /// <inheritdoc/>
    public override string extra_repr() => $"dim={dim}, unflattened_size={PythonText.Tuple(unflattened_size)}";
}
