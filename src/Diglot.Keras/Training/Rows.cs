namespace Diglot.Keras.Training;

/// <summary>Inputs, targets and weights of the same samples, taken in batches.</summary>
internal sealed record Rows(Tensor[] Inputs, Tensor? Targets, Tensor? Weights)
{
    public int Count => Inputs[0].Shape[0];

    /// <summary>Checks that all hold as many samples.</summary>
    public Rows Checked()
    {
        foreach (var tensor in Inputs.Append(Targets).Append(Weights).OfType<Tensor>())
        {
            if (tensor.Rank == 0 || tensor.Shape[0] != Count)
            {
                throw new ArgumentException($"Data cardinality is ambiguous. Make sure all arrays contain the same number of samples: {string.Join(", ", Inputs.Append(Targets).Append(Weights).OfType<Tensor>().Select(t => t.Shape))}.");
            }
        }

        return this;
    }

    /// <summary>Samples start … start + count − 1, as views.</summary>
    public Rows Slice(int start, int count)
        => new([.. Inputs.Select(x => x.Slice(0, start, count))], Targets?.Slice(0, start, count), Weights?.Slice(0, start, count));

    /// <summary>Samples of these numbers, copied.</summary>
    public Rows Take(ReadOnlySpan<long> numbers)
    {
        var positions = new Tensor(NDArray.From(numbers));
        return new([.. Inputs.Select(x => x.Take(positions, 0))], Targets?.Take(positions, 0), Weights?.Take(positions, 0));
    }
}
