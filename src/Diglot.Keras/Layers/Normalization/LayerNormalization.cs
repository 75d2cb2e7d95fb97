using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Normalization;

/// <summary>
/// y = gamma · (x − mean) / √(variance + epsilon) + beta, with mean and (biased) variance of each sample over the given axes. Any shape, result of the same shape.
/// </summary>
/// <remarks>
/// See keras.io/api/layers/normalization_layers/layer_normalization; Ba et al., 2016. PyTorch's <c>nn.LayerNorm</c> always takes the last axes, and epsilon 1e-5.
/// </remarks>
[Face("keras.layers")]
public sealed class LayerNormalization : AffineNormalization
{
    private readonly IntTuple _axis;
    private readonly bool _rmsScaling;

    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="axis">The axis or axes over which statistics are taken, usually that of the features; gamma and beta have their lengths.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="center">Whether beta is added.</param>
    /// <param name="scale">Whether gamma multiplies.</param>
    /// <param name="beta_initializer">First values of beta; <c>"zeros"</c> by default.</param>
    /// <param name="gamma_initializer">First values of gamma; <c>"ones"</c> by default.</param>
    /// <param name="beta_regularizer">Penalty on beta.</param>
    /// <param name="gamma_regularizer">Penalty on gamma.</param>
    /// <param name="beta_constraint">Projection of beta after each step.</param>
    /// <param name="gamma_constraint">Projection of gamma after each step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <param name="rms_scaling">Keras's outdated variant: x · gamma / √(variance + epsilon), without mean and beta. RMSNormalization replaces it.</param>
    public LayerNormalization(IntTuple? axis = null, double epsilon = 0.001, bool center = true, bool scale = true, Initializer? beta_initializer = null, Initializer? gamma_initializer = null, Regularizer? beta_regularizer = null, Regularizer? gamma_regularizer = null, Constraint? beta_constraint = null, Constraint? gamma_constraint = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null, bool rms_scaling = false)
        : base(epsilon, center, scale, new(beta_initializer ?? "zeros", beta_regularizer, beta_constraint), new(gamma_initializer ?? "ones", gamma_regularizer, gamma_constraint), name, trainable, dtype) => (_axis, _rmsScaling) = (axis ?? -1, rms_scaling);

    /// <summary>The axes over which statistics are taken.</summary>
    public IReadOnlyList<int> axis => _axis.Values.ToArray();

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
        => BuildWeights(new Shape([.. axis.Select(axis => KnownLength(inputShape, axis))]), scale || _rmsScaling, center && !_rmsScaling);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        int[] axes = [.. axis.Select(axis => Axes.Normalize(axis, inputs.Rank))];
        var x = Wide(inputs);
        var factor = (x.Variance(axes, keepAxes: true) + epsilon).Rsqrt();
        return Finish((_rmsScaling ? x : x - x.Mean(axes, keepAxes: true)) * factor, [.. Enumerable.Range(0, x.Rank).Select(i => axes.Contains(i) ? x.Shape[i] : 1)]);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["axis"] = built ? axis.ToConfig() : _axis.ToConfig();
        DescribeWeights(config, () => config["rms_scaling"] = _rmsScaling);
    }
}
