using Diglot.Keras.Layers;

namespace Diglot.Keras.Training;

/// <summary>Inputs, targets and weights of the same samples, taken in batches.</summary>
/// <param name="Inputs">What the model takes.</param>
/// <param name="Targets">One for each output, null where an output has none; empty without targets.</param>
/// <param name="Weights">None, one for all outputs, or one for each.</param>
internal sealed record Rows(Nest<Tensor> Inputs, IReadOnlyList<Tensor?> Targets, IReadOnlyList<Tensor?> Weights)
{
    public int Count => Inputs.Flatten()[0].Shape[0];

    /// <summary>The target of an output.</summary>
    public Tensor? Target(int output) => output < Targets.Count ? Targets[output] : null;

    /// <summary>The weights of an output's samples.</summary>
    public Tensor? Weight(int output) => Weights.Count == 1 ? Weights[0] : output < Weights.Count ? Weights[output] : null;

    /// <summary>Checks that all hold as many samples.</summary>
    public Rows Checked()
    {
        var all = Inputs.Flatten().Concat(Targets.OfType<Tensor>()).Concat(Weights.OfType<Tensor>()).ToArray();
        return all.All(tensor => tensor.Rank > 0 && tensor.Shape[0] == Count) ? this
            : throw new ArgumentException($"Data cardinality is ambiguous. Make sure all arrays contain the same number of samples: {string.Join(", ", all.Select(static tensor => tensor.Shape))}.");
    }

    /// <summary>Samples start … start + count − 1, as views.</summary>
    public Rows Slice(int start, int count) => Map(tensor => tensor.Slice(0, start, count));

    /// <summary>Samples of these numbers, copied.</summary>
    public Rows Take(ReadOnlySpan<long> numbers)
    {
        var positions = new Tensor(NDArray.From(numbers));
        return Map(tensor => tensor.Take(positions, 0));
    }

    private Rows Map(Func<Tensor, Tensor> map)
        => new(Inputs.Map(map), [.. Targets.Select(target => target is null ? null : map(target))], [.. Weights.Select(weight => weight is null ? null : map(weight))]);
}
