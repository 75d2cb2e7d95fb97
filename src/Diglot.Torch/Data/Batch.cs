using System.Collections;
using Diglot.Autograd;

namespace Diglot.Torch.Data;

/// <summary>The tensors of one sample or of one batch, usually (x, y); taken apart as in Python: <c>foreach (var (x, y) in loader)</c>.</summary>
public sealed class Batch(params Tensor[] tensors) : IReadOnlyList<Tensor>
{
    /// <inheritdoc/>
    public int Count => tensors.Length;

    /// <inheritdoc/>
    public Tensor this[int index] => tensors[index];

    /// <summary>Takes a pair apart.</summary>
    public void Deconstruct(out Tensor first, out Tensor second)
    {
        Require(2);
        (first, second) = (tensors[0], tensors[1]);
    }

    /// <summary>Takes three apart.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third)
    {
        Require(3);
        (first, second, third) = (tensors[0], tensors[1], tensors[2]);
    }

    /// <summary>Takes four apart.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth)
    {
        Require(4);
        (first, second, third, fourth) = (tensors[0], tensors[1], tensors[2], tensors[3]);
    }

    /// <inheritdoc/>
    public IEnumerator<Tensor> GetEnumerator() => ((IEnumerable<Tensor>)tensors).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Require(int count)
    {
        if (tensors.Length != count)
        {
            throw new InvalidOperationException($"Expected {count} values to unpack; the dataset gives {tensors.Length} tensors a sample.");
        }
    }
}
