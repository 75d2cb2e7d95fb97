namespace Diglot.Torch.NN.Activations;

/// <summary>x if positive, else weight · x, the weight being learned.</summary>
/// <remarks>
/// <para>Input and output (N, C, *): with one weight a channel the channels are axis 1. Keras: <c>PReLU</c> has a weight for each element unless axes are shared, and starts at 0.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PReLU.html.</para>
/// </remarks>
[Face("nn")]
public sealed class PReLU : Module
{
    /// <summary>Makes the module.</summary>
    /// <param name="num_parameters">1, or the number of channels.</param>
    /// <param name="init">First value of the weights.</param>
    /// <param name="dtype">Element type of the weights.</param>
    public PReLU(int num_parameters = 1, double init = 0.25, DType dtype = DType.Float32)
    {
        this.num_parameters = Arguments.Positive(num_parameters, nameof(num_parameters));
        weight = nn.Parameter(Tensor.Full([num_parameters], init, dtype));
    }

    /// <summary>Number of weights.</summary>
    public int num_parameters { get; }

    /// <summary>The slopes of negative inputs.</summary>
    public Tensor weight { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.prelu(input, weight);

    /// <inheritdoc/>
    public override string extra_repr() => $"num_parameters={num_parameters}";
}
