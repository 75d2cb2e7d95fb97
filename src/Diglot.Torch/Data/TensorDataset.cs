using Diglot.Autograd;

namespace Diglot.Torch.Data;

/// <summary>Samples that lie along the first axis of tensors of equal length.</summary>
/// <remarks>Source: pytorch.org/docs/stable/data.html#torch.utils.data.TensorDataset.</remarks>
[Face("torch.utils.data")]
[Face("")]
public sealed class TensorDataset : Dataset
{
    private readonly Tensor[] _tensors;

    /// <summary>Groups tensors.</summary>
    /// <param name="tensors">At least one; all have as many elements along their first axis.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public TensorDataset(params Tensor[] tensors)
    {
        if (tensors.Length == 0 || tensors.Any(tensor => tensor.Rank == 0 || tensor.Shape[0] != tensors[0].Shape[0]))
        {
            throw new ArgumentException($"Size mismatch between tensors: each needs the same length along its first axis; received shapes {string.Join(", ", tensors.Select(tensor => tensor.Shape))}.", nameof(tensors));
        }

        _tensors = tensors;
    }

    /// <inheritdoc/>
    public override int Count => _tensors[0].Shape[0];

    /// <inheritdoc/>
    public override Batch this[int index] => new([.. _tensors.Select(tensor => tensor.Select(0, index))]);

    /// <inheritdoc/>
    public override Batch Fetch(ReadOnlySpan<long> rows)
    {
        var positions = new Tensor(NDArray.From(rows));
        return new([.. _tensors.Select(tensor => tensor.Take(positions, 0))]);
    }
}
