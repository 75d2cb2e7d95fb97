using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Layers.Normalization;

/// <summary>What normalizations have in common that scale by gamma and shift by beta without a memory of batches.</summary>
public abstract class AffineNormalization : Layer
{
    private readonly WeightSetup _beta;
    private readonly WeightSetup _gamma;

    private protected AffineNormalization(double epsilon, bool center, bool scale, WeightSetup beta, WeightSetup gamma, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype) => (this.epsilon, this.center, this.scale, _beta, _gamma) = (epsilon, center, scale, beta, gamma);

    /// <summary>Added to the variance.</summary>
    public double epsilon { get; }

    /// <summary>Whether beta is added.</summary>
    public bool center { get; }

    /// <summary>Whether gamma multiplies.</summary>
    public bool scale { get; }

    /// <summary>Factors, or null.</summary>
    public Variable? gamma { get; private set; }

    /// <summary>Offsets, or null.</summary>
    public Variable? beta { get; private set; }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <summary>Makes gamma and beta.</summary>
    private protected void BuildWeights(Shape shape, bool hasGamma, bool hasBeta)
    {
        gamma = hasGamma ? add_weight(shape, _gamma.Initializer, name: "gamma", regularizer: _gamma.Regularizer, constraint: _gamma.Constraint) : null;
        beta = hasBeta ? add_weight(shape, _beta.Initializer, name: "beta", regularizer: _beta.Regularizer, constraint: _beta.Constraint) : null;
    }

    /// <summary>Statistics of half-precision inputs are taken in float32.</summary>
    private protected static Tensor Wide(Tensor inputs) => inputs.Type is DType.Float16 or DType.BFloat16 ? inputs.To(DType.Float32) : inputs;

    /// <summary>The normalized values times gamma plus beta, in the type that the layer computes in.</summary>
    private protected Tensor Finish(Tensor y, int[] lengths)
    {
        y = gamma is null ? y : y * Cast(gamma).To(y.Type).Reshape(lengths);
        y = beta is null ? y : y + Cast(beta).To(y.Type).Reshape(lengths);
        return y.To(dtype_policy.ComputeType);
    }

    /// <summary>Adds the arguments behind the axes to a configuration.</summary>
    private protected void DescribeWeights(JsonObject config, Action? afterScale = null)
    {
        config["epsilon"] = epsilon;
        config["center"] = center;
        config["scale"] = scale;
        afterScale?.Invoke();
        config.Add("beta_initializer", _beta.Initializer);
        config.Add("gamma_initializer", _gamma.Initializer);
        config.Add("beta_regularizer", _beta.Regularizer);
        config.Add("gamma_regularizer", _gamma.Regularizer);
        config.Add("beta_constraint", _beta.Constraint);
        config.Add("gamma_constraint", _gamma.Constraint);
    }
}
