namespace Diglot.Torch.NN.Activations;

/// <summary>x limited to [min_val, max_val].</summary>
/// <remarks>
/// <para>Input and output (*): any shape.</para>
/// <para>Gradient 0 at both ends. Keras: <c>activation="hard_tanh"</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardtanh.html.</para>
/// </remarks>
/// <param name="min_val">Lower limit.</param>
/// <param name="max_val">Upper limit.</param>
/// <param name="inplace">Whether the result also overwrites the input.</param>
[Face("nn")]
public sealed class Hardtanh(double min_val = -1.0, double max_val = 1.0, bool inplace = false) : Module
{
    /// <summary>Lower limit.</summary>
    public double min_val { get; } = min_val;

    /// <summary>Upper limit.</summary>
    public double max_val { get; } = max_val;

    /// <summary>Whether the result also overwrites the input.</summary>
    public bool inplace { get; } = inplace;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.hardtanh(input, min_val, max_val, inplace);

    /// <inheritdoc/>
    public override string extra_repr() => $"min_val={PythonText.Of(min_val)}, max_val={PythonText.Of(max_val)}" + (inplace ? ", inplace=True" : string.Empty);
}
