using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>
/// Whole numbers from 0 to num_tokens − 1 as vectors of 0 and 1, or of counts. <c>"one_hot"</c>: (N, 1) or (N,) to (N, num_tokens); <c>"multi_hot"</c> and <c>"count"</c>: (N, k) to (N, num_tokens).
/// </summary>
/// <remarks>See keras.io/api/layers/preprocessing_layers/categorical/category_encoding. PyTorch: <c>F.one_hot</c>, whose result is whole numbers.</remarks>
[Face("keras.layers")]
public sealed class CategoryEncoding : Layer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="num_tokens">How many numbers there are.</param>
    /// <param name="output_mode"><c>"multi_hot"</c> (default): 1 for each number present; <c>"one_hot"</c>: a vector for each number; <c>"count"</c>: how often each is there.</param>
    /// <param name="sparse">Sparse tensors are not supported: must be false.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public CategoryEncoding(int num_tokens, string output_mode = "multi_hot", bool sparse = false, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.num_tokens = num_tokens > 0 ? num_tokens : throw new ArgumentOutOfRangeException(nameof(num_tokens), $"CategoryEncoding: num_tokens must be at least 1; received {num_tokens}.");
        this.output_mode = Choices.Require(nameof(output_mode), output_mode == "binary" ? "multi_hot" : output_mode, "multi_hot", "one_hot", "count");
        if (sparse)
        {
            throw new ArgumentException("CategoryEncoding: sparse results are not supported; leave sparse false.", nameof(sparse));
        }
    }

    /// <summary>How many numbers there are.</summary>
    public int num_tokens { get; }

    /// <summary>What the vectors hold.</summary>
    public string output_mode { get; }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
        => inputShape.Rank == 0 || (output_mode == "one_hot" && (inputShape[-1] != 1 || inputShape.Rank == 1)) ? [.. inputShape, num_tokens] : inputShape.With(-1, num_tokens);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => OneHot.Encoded(inputs, num_tokens, output_mode, dtype_policy.ComputeType, Where);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["num_tokens"], config["output_mode"]) = (num_tokens, output_mode);
}
