namespace Diglot.Torch.NN.Shapes;

/// <summary>Joins neighbouring axes into one, by default all but the batch.</summary>
/// <remarks>
/// <para>Input (N, *), output (N, Π*). Keras: <c>Flatten</c> goes through images as (H, W, C), PyTorch as (C, H, W): dense weights behind it differ by a permutation.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html.</para>
/// </remarks>
/// <param name="start_dim">First axis to join.</param>
/// <param name="end_dim">Last axis to join.</param>
[Face("nn")]
public sealed class Flatten(int start_dim = 1, int end_dim = -1) : Module
{
    /// <summary>First axis to join.</summary>
    public int start_dim { get; } = start_dim;

    /// <summary>Last axis to join.</summary>
    public int end_dim { get; } = end_dim;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => torch.flatten(input, start_dim, end_dim);

    /// <inheritdoc/>
    public override string extra_repr() => $"start_dim={start_dim}, end_dim={end_dim}";
}
