using System.Collections;
using Diglot.Tensors.Random;

namespace Diglot.Torch.Data;

/// <summary>
/// Goes through a dataset in batches: <c>foreach (var (x, y) in loader)</c>. Each loop is one epoch; with <c>shuffle</c> each draws its order from
/// the generator as PyTorch does, so that the same seed gives the same batches.
/// </summary>
/// <remarks>Source: pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader. Keras shuffles inside <c>fit</c>, in the same order every epoch after <c>set_random_seed</c>.</remarks>
[Face("torch.utils.data")]
[Face("")]
public sealed class DataLoader : IEnumerable<Batch>
{
    /// <summary>Makes a loader.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batch_size">Samples a batch.</param>
    /// <param name="shuffle">Whether each epoch takes the samples in a new random order.</param>
    /// <param name="drop_last">Whether a last batch with fewer samples is left out.</param>
    /// <param name="num_workers">Accepted for compatibility; batches are made on the calling thread, without copies between processes.</param>
    /// <param name="generator">Where random orders come from; by default the generator that <c>torch.manual_seed</c> seeds.</param>
    /// <exception cref="ArgumentException">The batch size is below 1, or the number of workers is negative.</exception>
    public DataLoader(Dataset dataset, int batch_size = 1, bool shuffle = false, bool drop_last = false, int num_workers = 0, TorchGenerator? generator = null)
    {
        if (batch_size < 1 || num_workers < 0)
        {
            throw new ArgumentException(batch_size < 1
                ? $"batch_size should be a positive integer value, but got batch_size={batch_size}."
                : $"num_workers cannot be negative; received {num_workers}. Use 0.");
        }

        (this.dataset, this.batch_size, this.shuffle, this.drop_last, this.generator) = (dataset, batch_size, shuffle, drop_last, generator);
    }

    /// <summary>The samples.</summary>
    public Dataset dataset { get; }

    /// <summary>Samples a batch.</summary>
    public int batch_size { get; }

    /// <summary>Whether each epoch takes the samples in a new random order.</summary>
    public bool shuffle { get; }

    /// <summary>Whether a last batch with fewer samples is left out.</summary>
    public bool drop_last { get; }

    /// <summary>Where random orders come from; null for the default generator.</summary>
    public TorchGenerator? generator { get; }

    /// <summary>Number of batches an epoch: <c>len(loader)</c>.</summary>
    public int Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    /// <summary>One epoch.</summary>
    public IEnumerator<Batch> GetEnumerator()
    {
        var order = Order();
        for (var start = 0; start < Count * batch_size; start += batch_size)
        {
            yield return dataset.Fetch(order.AsSpan(start, Math.Min(batch_size, order.Length - start)));
        }

        if (shuffle && generator is not null)
        {
            TorchRandom.EndEpoch(dataset.Count, generator);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private long[] Order()
    {
        if (shuffle)
        {
            return generator is null ? TorchRandom.EpochOrder(dataset.Count) : TorchRandom.OwnEpochOrder(dataset.Count, generator);
        }

        // A loader draws a base seed for its workers at the start of each epoch, whether it needs one or not.
        (generator ?? TorchRandom.Default).NextInt64();
        var order = new long[dataset.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        return order;
    }
}
