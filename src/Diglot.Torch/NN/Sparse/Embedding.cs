using Diglot.Autograd.Tape;

namespace Diglot.Torch.NN.Sparse;

/// <summary>A table of vectors, looked up by number.</summary>
/// <remarks>
/// <para>Input (*) of whole numbers, output (*, embedding_dim); weight (num_embeddings, embedding_dim), from N(0, 1), the row of padding_idx 0.</para>
/// <para>Keras: <c>Embedding</c> starts from U(−0.05, 0.05); its mask_zero leaves steps out instead of giving them a fixed row.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Embedding : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="num_embeddings">Number of vectors.</param>
    /// <param name="embedding_dim">Length of a vector.</param>
    /// <param name="padding_idx">A row that gets no gradient; negative numbers count from the end.</param>
    /// <param name="max_norm">Rows that are looked up are scaled down to at most this norm, in place.</param>
    /// <param name="norm_type">The p of that norm.</param>
    /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often it was looked up.</param>
    /// <param name="sparse">Kept for files; gradients are dense.</param>
    /// <param name="dtype">Element type of the weight.</param>
    /// <exception cref="ArgumentException">padding_idx is outside the table.</exception>
    public Embedding(
        int num_embeddings, int embedding_dim, int? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, DType dtype = DType.Float32)
    {
        if (padding_idx is { } given && (given < -num_embeddings || given >= num_embeddings))
        {
            throw new ArgumentException($"Padding_idx must be within num_embeddings; received {given} for {num_embeddings}.", nameof(padding_idx));
        }

        (this.num_embeddings, this.embedding_dim, this.max_norm, this.norm_type) = (num_embeddings, embedding_dim, max_norm, norm_type);
        (this.padding_idx, this.scale_grad_by_freq, this.sparse) = (padding_idx < 0 ? padding_idx + num_embeddings : padding_idx, scale_grad_by_freq, sparse);
        weight = nn.Parameter(Tensor.Zeros([num_embeddings, embedding_dim], dtype));
        reset_parameters();
    }

    /// <summary>Number of vectors.</summary>
    public int num_embeddings { get; }

    /// <summary>Length of a vector.</summary>
    public int embedding_dim { get; }

    /// <summary>The row that gets no gradient.</summary>
    public int? padding_idx { get; }

    /// <summary>Largest norm of a row that is looked up.</summary>
    public double? max_norm { get; }

    /// <summary>The p of that norm.</summary>
    public double norm_type { get; }

    /// <summary>Whether a row's gradient is divided by how often it was looked up.</summary>
    public bool scale_grad_by_freq { get; }

    /// <summary>Kept for files.</summary>
    public bool sparse { get; }

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
    public override Tensor forward(Tensor input) => F.embedding(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);

    /// <inheritdoc/>
    public override string extra_repr()
        => $"{num_embeddings}, {embedding_dim}"
            + (padding_idx is null ? string.Empty : $", padding_idx={padding_idx}")
            + (max_norm is null ? string.Empty : $", max_norm={PythonText.Of(max_norm)}")
            + (norm_type == 2 ? string.Empty : $", norm_type={PythonText.Of(norm_type)}")
            + (scale_grad_by_freq ? ", scale_grad_by_freq=True" : string.Empty)
            + (sparse ? ", sparse=True" : string.Empty);
}
