using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Layers.Core;

/// <summary>A table of vectors, looked up by number: whole numbers of any shape (…) to (…, output_dim).</summary>
/// <remarks>See keras.io/api/layers/core_layers/embedding. PyTorch: <c>nn.Embedding(input_dim, output_dim)</c>, which starts from N(0, 1) and has no masks.</remarks>
[Face("keras.layers")]
public sealed class Embedding : Layer
{
    private readonly WeightSetup _embeddings;

    /// <summary>Sets up the layer; the table is made when the layer is first called.</summary>
    /// <param name="input_dim">Number of vectors: the largest number plus 1.</param>
    /// <param name="output_dim">Length of a vector.</param>
    /// <param name="embeddings_initializer">First values of the table (input_dim, output_dim); <c>"uniform"</c> (±0.05) by default.</param>
    /// <param name="embeddings_regularizer">Penalty on the table.</param>
    /// <param name="embeddings_constraint">Projection of the table after each step.</param>
    /// <param name="mask_zero">Whether number 0 is padding that later layers leave out.</param>
    /// <param name="activity_regularizer">Penalty on the result.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public Embedding(int input_dim, int output_dim, Initializer? embeddings_initializer = null, Regularizer? embeddings_regularizer = null, Constraint? embeddings_constraint = null, bool mask_zero = false, Regularizer? activity_regularizer = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype, activity_regularizer)
    {
        this.input_dim = input_dim > 0 ? input_dim : throw new ArgumentOutOfRangeException(nameof(input_dim), $"Embedding: input_dim must be at least 1; received {input_dim}.");
        this.output_dim = output_dim > 0 ? output_dim : throw new ArgumentOutOfRangeException(nameof(output_dim), $"Embedding: output_dim must be at least 1; received {output_dim}.");
        this.mask_zero = mask_zero;
        _embeddings = new(embeddings_initializer ?? "uniform", embeddings_regularizer, embeddings_constraint);
    }

    /// <summary>Number of vectors.</summary>
    public int input_dim { get; }

    /// <summary>Length of a vector.</summary>
    public int output_dim { get; }

    /// <summary>Whether number 0 is padding.</summary>
    public bool mask_zero { get; }

    /// <summary>The table (input_dim, output_dim).</summary>
    public Variable embeddings { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    private protected override bool Casts => false;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
        => embeddings = add_weight([input_dim, output_dim], _embeddings.Initializer, name: "embeddings", regularizer: _embeddings.Regularizer, constraint: _embeddings.Constraint);

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => [.. inputShape, output_dim];

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var numbers = inputs.Type is DType.Int32 or DType.Int64 ? inputs : inputs.To(DType.Int32);
        if (numbers.Shape.Length > 0 && (Number(numbers.Data.Min()) < 0 || Number(numbers.Data.Max()) >= input_dim))
        {
            throw new ArgumentOutOfRangeException(nameof(inputs), $"{Where} has rows 0 to {input_dim - 1}; received {(Number(numbers.Data.Min()) < 0 ? Number(numbers.Data.Min()) : Number(numbers.Data.Max()))}. Give a larger input_dim, or other numbers.");
        }

        return Cast(embeddings).Take(numbers, 0);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["input_dim"] = input_dim;
        config["output_dim"] = output_dim;
        config.Add("embeddings_initializer", _embeddings.Initializer);
        config.Add("embeddings_regularizer", _embeddings.Regularizer);
        config.Add("activity_regularizer", activity_regularizer);
        config.Add("embeddings_constraint", _embeddings.Constraint);
        config["mask_zero"] = mask_zero;
        config["quantization_config"] = null;
    }

    private static long Number(NDArray scalar) => scalar.To(DType.Int64).ToArray<long>()[0];
}
