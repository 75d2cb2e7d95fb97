namespace Diglot.Torch.Data;

/// <summary>Some samples of another dataset.</summary>
/// <param name="dataset">The whole.</param>
/// <param name="indices">Which of its samples.</param>
/// <remarks>Source: pytorch.org/docs/stable/data.html#torch.utils.data.Subset.</remarks>
[Face("torch.utils.data")]
[Face("")]
public sealed class Subset(Dataset dataset, IReadOnlyList<int> indices) : Dataset
{
    /// <inheritdoc/>
    public override int Count => indices.Count;

    /// <inheritdoc/>
    public override Batch this[int index] => dataset[indices[index]];

    /// <inheritdoc/>
    public override Batch Fetch(ReadOnlySpan<long> rows)
    {
        var chosen = new long[rows.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = indices[(int)rows[i]];
        }

        return dataset.Fetch(chosen);
    }
}
