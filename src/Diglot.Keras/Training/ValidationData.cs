using Diglot.Keras.Layers;

namespace Diglot.Keras.Training;

/// <summary>
/// What <c>fit</c> takes as <c>validation_data</c>: <c>(x, y)</c> or <c>(x, y, sample_weight)</c>. With several inputs or outputs: <c>new ValidationData([a, b], y)</c>.
/// </summary>
/// <param name="x">Inputs.</param>
/// <param name="y">Targets.</param>
/// <param name="sample_weight">A weight for each sample.</param>
public sealed class ValidationData(Nest<Tensor> x, Nest<Tensor> y, Nest<Tensor>? sample_weight = null)
{
    /// <summary>Inputs.</summary>
    public Nest<Tensor> x { get; } = x;

    /// <summary>Targets.</summary>
    public Nest<Tensor> y { get; } = y;

    /// <summary>A weight for each sample.</summary>
    public Nest<Tensor>? sample_weight { get; } = sample_weight;

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((Tensor x, Tensor y) data) => new(data.x, data.y);

    /// <summary>Inputs, targets and weights of the samples.</summary>
    public static implicit operator ValidationData((Tensor x, Tensor y, Tensor sample_weight) data) => new(data.x, data.y, data.sample_weight);

    /// <summary>Several inputs or outputs by name.</summary>
    public static implicit operator ValidationData((Dictionary<string, Tensor> x, Dictionary<string, Tensor> y) data) => new(data.x, data.y);

    /// <summary>Several inputs or outputs in order.</summary>
    public static implicit operator ValidationData((Tensor[] x, Tensor[] y) data) => new(data.x, data.y);
}
