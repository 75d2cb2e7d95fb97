using Diglot.Autograd;

namespace Diglot.Torch.Data;

/// <summary>Samples by number. A user's dataset derives from this class and says how many samples there are and what each is.</summary>
/// <remarks>Source: pytorch.org/docs/stable/data.html#torch.utils.data.Dataset; <c>__len__</c> is <see cref="Count"/>, <c>__getitem__</c> the indexer.</remarks>
public abstract class Dataset
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>One sample: its tensors, without a batch axis.</summary>
    public abstract Batch this[int index] { get; }

    /// <summary>Several samples as one batch. By default each is fetched and they are stacked along a new first axis.</summary>
    public virtual Batch Fetch(ReadOnlySpan<long> rows)
    {
        if (rows.IsEmpty)
        {
            throw new ArgumentException("A batch has at least one sample.", nameof(rows));
        }

        var samples = new Batch[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            samples[i] = this[(int)rows[i]];
        }

        var tensors = new Tensor[samples[0].Count];
        for (var part = 0; part < tensors.Length; part++)
        {
            tensors[part] = Tensor.Stack([.. samples.Select(sample => sample[part])]);
        }

        return new Batch(tensors);
    }
}
