using Diglot.Faces;

namespace Diglot.Keras.Layers.Merging;

/// <summary>The first of two inputs minus the second, element by element; shapes broadcast.</summary>
/// <remarks>See keras.io/api/layers/merging_layers/subtract. PyTorch writes it as an operation in <c>forward</c>.</remarks>
[Face("keras.layers")]
public sealed class Subtract : Merge
{
    /// <summary>Sets up the layer; call it on a list: <c>layer.call([a, b])</c>.</summary>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Subtract(string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Combine(Tensor a, Tensor b) => a - b;

    /// <inheritdoc/>
    private protected override void CheckCount(int count)
    {
        if (count != 2)
        {
            throw new ArgumentException($"{Where} takes exactly 2 inputs; received {count}.");
        }
    }
}
