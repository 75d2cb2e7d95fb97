using Diglot.Keras.Layers;

namespace Diglot.Keras.Training;

/// <content>What users hand over, in the order of the model's outputs.</content>
public abstract partial class Trainer
{
    /// <summary>Names of the outputs in their order; null where only a call would show how many there are.</summary>
    internal virtual IReadOnlyList<string>? OutputNames => null;

    private Rows RowsOf(Nest<Tensor> x, Nest<Tensor>? y, Nest<Tensor>? weights)
        => new Rows(x, PerOutputs("y", y), weights is { IsItem: true } ? [weights.Single] : PerOutputs("sample_weight", weights)).Checked();

    private IReadOnlyList<Tensor?> PerOutputs(string what, Nest<Tensor>? given)
        => given is null ? []
            : given.Names is { } keys && OutputNames is { } names ? (IReadOnlyList<Tensor?>)PerOutput.Take<Tensor>(what, [.. given.Members.ToArray().Select(static member => member.Single)], keys, names, names.Count)
            : given.Flatten();

    /// <summary>Runs the model on a batch.</summary>
    private IReadOnlyList<Tensor> Run(Nest<Tensor> inputs, bool training) => Apply(new CallArguments<Tensor>(inputs), training).Flatten();
}
