using Diglot.Faces;

namespace Diglot.Keras.Layers.Merging;

/// <summary>The mean of its inputs, element by element; shapes broadcast.</summary>
/// <remarks>See keras.io/api/layers/merging_layers/average. PyTorch writes it as an operation in <c>forward</c>.</remarks>
[Face("keras.layers")]
public sealed class Average : Merge
{
    /// <summary>Sets up the layer; call it on a list: <c>layer.call([a, b])</c>.</summary>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public Average(string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Combine(Tensor a, Tensor b) => a + b;

    /// <inheritdoc/>
    private protected override Tensor Finish(Tensor result, int count) => result / (double)count;
}
