using Diglot.Autograd.Tape;

namespace Diglot.Torch.NN.Sparse;

/// <summary>Looks up the vectors of bags of numbers and gives the sum, mean or maximum of each bag.</summary>
/// <remarks>
/// <para>Input (B, n): B bags of n numbers; or all numbers in a row (n) with the offsets (B) where bags begin. Output (B, embedding_dim); an empty bag gives 0. Weight from N(0, 1).</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.EmbeddingBag.html. Keras: <c>Embedding</c> and a pooling behind it.</para>
/// </remarks>
[Face("nn")]
public sealed class EmbeddingBag : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="num_embeddings">Number of vectors.</param>
    /// <param name="embedding_dim">Length of a vector.</param>
    /// <param name="max_norm">Rows that are looked up are scaled down to at most this norm, in place.</param>
    /// <param name="norm_type">The p of that norm.</param>
    /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often it was looked up.</param>
    /// <param name="mode"><c>mean</c>, <c>sum</c> or <c>max</c>.</param>
    /// <param name="sparse">Kept for files; gradients are dense.</param>
    /// <param name="include_last_offset">Whether the last offset is the end of the last bag instead of the beginning of another.</param>
    /// <param name="padding_idx">A row that is left out of bags; negative numbers count from the end.</param>
    /// <param name="dtype">Element type of the weight.</param>
    /// <exception cref="ArgumentException">padding_idx is outside the table, or the mode is unknown.</exception>
    public EmbeddingBag(int num_embeddings, int embedding_dim, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, string mode = "mean", bool sparse = false, bool include_last_offset = false, int? padding_idx = null, DType dtype = DType.Float32)
    {
        if (padding_idx is { } given && (given < -num_embeddings || given >= num_embeddings))
        {
            throw new ArgumentException($"padding_idx must be within num_embeddings; received {given} for {num_embeddings}.", nameof(padding_idx));
        }

        (this.num_embeddings, this.embedding_dim, this.max_norm, this.norm_type) = (num_embeddings, embedding_dim, max_norm, norm_type);
        (this.padding_idx, this.scale_grad_by_freq, this.sparse, this.include_last_offset) = (padding_idx < 0 ? padding_idx + num_embeddings : padding_idx, scale_grad_by_freq, sparse, include_last_offset);
        this.mode = Arguments.OneOf(mode, nameof(mode), "mean", "sum", "max");
        weight = nn.Parameter(Tensor.Zeros([num_embeddings, embedding_dim], dtype));
        reset_parameters();
    }

    /// <summary>Number of vectors.</summary>
    public int num_embeddings { get; }

    /// <summary>Length of a vector.</summary>
    public int embedding_dim { get; }

    /// <summary>Largest norm of a row that is looked up.</summary>
    public double? max_norm { get; }

    /// <summary>The p of that norm.</summary>
    public double norm_type { get; }

    /// <summary>Whether a row's gradient is divided by how often it was looked up.</summary>
    public bool scale_grad_by_freq { get; }

    /// <summary>What becomes of a bag.</summary>
    public string mode { get; }

    /// <summary>Kept for files.</summary>
    public bool sparse { get; }

    /// <summary>Whether the last offset is the end of the last bag.</summary>
    public bool include_last_offset { get; }

    /// <summary>The row that is left out of bags.</summary>
    public int? padding_idx { get; }

    /// <summary>The table.</summary>
    public Tensor weight { get; set; }

    /// <summary>Draws the table anew.</summary>
    public void reset_parameters()
    {
        nn.init.normal_(weight);
        if (padding_idx is { } row)
        {
            using var mode = GradientMode.Disable();
            weight.Detach().Select(0, row).Fill(0);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Look(input, null, null);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? offsets) => Look(input, offsets, null);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? offsets, Tensor? per_sample_weights) => Look(input, offsets, per_sample_weights);

    /// <inheritdoc/>
    public override string extra_repr()
        => $"{num_embeddings}, {embedding_dim}"
            + (max_norm is null ? string.Empty : $", max_norm={PythonText.Of(max_norm)}")
            + (norm_type == 2 ? string.Empty : $", norm_type={PythonText.Of(norm_type)}")
            + (scale_grad_by_freq ? ", scale_grad_by_freq=True" : string.Empty)
            + $", mode='{mode}'"
            + (padding_idx is null ? string.Empty : $", padding_idx={padding_idx}");

    private Tensor Look(Tensor input, Tensor? offsets, Tensor? weights)
        => F.embedding_bag(input, weight, offsets, max_norm, norm_type, scale_grad_by_freq, mode, sparse, weights, include_last_offset, padding_idx);
}
