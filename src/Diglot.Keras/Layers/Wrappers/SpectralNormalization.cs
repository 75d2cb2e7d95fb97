using System.Text.Json.Nodes;
using Diglot.Autograd.Tape;
using Diglot.Faces;
using Diglot.Keras.Initializers;
using Diglot.Keras.Layers.Normalization;

namespace Diglot.Keras.Layers.Wrappers;

/// <summary>
/// A layer whose kernel is divided by its largest singular value before each training step. The value comes from the power method, whose vector is kept from step to step.
/// </summary>
/// <remarks>
/// See keras.io/api/layers/normalization_layers/spectral_normalization; Miyato et al., 2018. Keras overwrites the kernel itself, and gradients are with respect to the
/// overwritten kernel; PyTorch's <c>nn.utils.parametrizations.spectral_norm</c> keeps the original and differentiates through the division.
/// </remarks>
[Face("keras.layers")]
public sealed class SpectralNormalization : Wrapper
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="layer">A layer with a weight named kernel or embeddings.</param>
    /// <param name="power_iterations">Steps of the power method for each training step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">There is less than one step.</exception>
    public SpectralNormalization(Layer layer, int power_iterations = 1, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(layer, name, trainable, dtype)
        => this.power_iterations = power_iterations > 0 ? power_iterations : throw new ArgumentOutOfRangeException(nameof(power_iterations), $"SpectralNormalization: power_iterations must be at least 1; received {power_iterations}.");

    /// <summary>Steps of the power method for each training step.</summary>
    public int power_iterations { get; }

    /// <summary>The weight that is normalized.</summary>
    public Variable kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <summary>The vector of the power method (1, last axis of the kernel).</summary>
    public Variable vector_u { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        layer.build(inputShape);
        kernel = layer.weights.FirstOrDefault(static weight => weight.name is "kernel" or "embeddings")
            ?? throw new ArgumentException($"{Where}: the layer inside, '{layer.name}' ({layer.ClassName}), has no weight named kernel or embeddings.");
        TrainableVariables.Add(kernel);
        vector_u = add_weight([1, kernel.shape[-1]], new TruncatedNormal(stddev: 0.02), trainable: false, name: "vector_u");
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => layer.compute_output_shape(inputShape);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        if (training)
        {
            Normalize();
        }

        return layer.call(inputs, training);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        base.Describe(config);
        config["power_iterations"] = power_iterations;
    }

    private void Normalize()
    {
        using var quiet = GradientMode.Disable();
        var matrix = kernel.value.Detach().Reshape(-1, kernel.shape[-1]);
        Tensor u = vector_u.value.Detach(), v = u;
        for (var i = 0; i < power_iterations; i++)
        {
            v = UnitNormalization.Normalized(u.MatMul(matrix.Transpose()), [0, 1]);
            u = UnitNormalization.Normalized(v.MatMul(matrix), [0, 1]);
        }

        var largest = v.MatMul(matrix).MatMul(u.Transpose()).Reshape();
        vector_u.assign(u);
        kernel.assign(kernel.value.Detach() / largest);
    }
}
