using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;

namespace Diglot.Keras.Layers.Normalization;

/// <summary>
/// y = gamma · (x − mean) / √(variance + epsilon) + beta, with mean and (biased) variance of each sample and each group of channels. Any shape, result of the same shape;
/// gamma and beta have one number a channel.
/// </summary>
/// <remarks>See keras.io/api/layers/normalization_layers/group_normalization; Wu and He, 2018. PyTorch: <c>nn.GroupNorm(groups, C)</c>, with (N, C, …) and epsilon 1e-5.</remarks>
[Face("keras.layers")]
public sealed class GroupNormalization : AffineNormalization
{
    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="groups">Into how many groups the channels are split; 1 is layer normalization, −1 a group for each channel (instance normalization).</param>
    /// <param name="axis">The axis of the channels.</param>
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
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public GroupNormalization(int groups = 32, int axis = -1, double epsilon = 0.001, bool center = true, bool scale = true, Initializer? beta_initializer = null, Initializer? gamma_initializer = null, Regularizer? beta_regularizer = null, Regularizer? gamma_regularizer = null, Constraint? beta_constraint = null, Constraint? gamma_constraint = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(epsilon, center, scale, new(beta_initializer ?? "zeros", beta_regularizer, beta_constraint), new(gamma_initializer ?? "ones", gamma_regularizer, gamma_constraint), name, trainable, dtype)
    {
        this.groups = groups is > 0 or -1 ? groups : throw new ArgumentException($"GroupNormalization: groups must be at least 1, or -1 for one a channel; received {groups}.", nameof(groups));
        this.axis = axis;
    }

    /// <summary>Into how many groups the channels are split.</summary>
    public int groups { get; private set; }

    /// <summary>The axis of the channels.</summary>
    public int axis { get; }

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        var channels = KnownLength(inputShape, axis);
        groups = groups == -1 ? channels : groups;
        if (channels % groups != 0)
        {
            throw new ArgumentException($"{Where}: the {channels} channels of the input must be a multiple of groups ({groups}).");
        }

        BuildWeights([channels], scale, center);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var channel = Axes.Normalize(axis, inputs.Rank);
        var shape = inputs.Shape.ToArray();
        var x = Wide(inputs).Reshape([.. shape[..channel], groups, shape[channel] / groups, .. shape[(channel + 1)..]]);
        int[] others = [.. Enumerable.Range(1, x.Rank - 1).Where(i => i != channel)];
        var factor = (x.Variance(others, keepAxes: true) + epsilon).Rsqrt();
        return Finish(((x - x.Mean(others, keepAxes: true)) * factor).Reshape(shape), [.. shape.Select((length, i) => i == channel ? length : 1)]);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["groups"] = groups;
        config["axis"] = axis;
        DescribeWeights(config);
    }
}
