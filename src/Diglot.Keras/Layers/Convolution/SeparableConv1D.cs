using Diglot.Faces;
using Diglot.Keras.Activations;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>
/// Separable convolution of sequences: a depthwise convolution, then one with a window of 1 that mixes the channels; bias and activation come last.
/// Input (N, T, C), result (N, T', filters).
/// </summary>
/// <remarks>
/// See keras.io/api/layers/convolution_layers/separable_convolution1d. PyTorch has no such module: two <c>nn.Conv1d</c>, the first with <c>groups=C</c> and no bias.
/// </remarks>
[Face("keras.layers")]
public sealed class SeparableConv1D : SpatialSeparableConvolution
{
    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="filters">Number of result channels.</param>
    /// <param name="kernel_size">Length of the window.</param>
    /// <param name="strides">Step of the window.</param>
    /// <param name="padding"><c>"valid"</c>: none; <c>"same"</c>: zeros on both sides, so that the size stays at stride 1.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="dilation_rate">Distance between the elements that the window meets.</param>
    /// <param name="depth_multiplier">Channels between the two steps, for each input channel.</param>
    /// <param name="activation">Applied to the result; none by default.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="depthwise_initializer">First values of the first kernel (k, C, depth_multiplier); <c>"glorot_uniform"</c> by default.</param>
    /// <param name="pointwise_initializer">First values of the second kernel (1, C · depth_multiplier, filters); <c>"glorot_uniform"</c> by default.</param>
    /// <param name="bias_initializer">First values of the bias; <c>"zeros"</c> by default.</param>
    /// <param name="depthwise_regularizer">Penalty on the first kernel.</param>
    /// <param name="pointwise_regularizer">Penalty on the second kernel.</param>
    /// <param name="bias_regularizer">Penalty on the bias.</param>
    /// <param name="activity_regularizer">Penalty on the result.</param>
    /// <param name="depthwise_constraint">Projection of the first kernel after each step.</param>
    /// <param name="pointwise_constraint">Projection of the second kernel after each step.</param>
    /// <param name="bias_constraint">Projection of the bias after each step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public SeparableConv1D(int filters, IntTuple kernel_size, IntTuple? strides = null, string padding = "valid", string? data_format = null, IntTuple? dilation_rate = null, int depth_multiplier = 1, ActivationFunction? activation = null, bool use_bias = true, Initializer? depthwise_initializer = null, Initializer? pointwise_initializer = null, Initializer? bias_initializer = null, Regularizer? depthwise_regularizer = null, Regularizer? pointwise_regularizer = null, Regularizer? bias_regularizer = null, Regularizer? activity_regularizer = null, Constraint? depthwise_constraint = null, Constraint? pointwise_constraint = null, Constraint? bias_constraint = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation, use_bias, new(depthwise_initializer ?? "glorot_uniform", depthwise_regularizer, depthwise_constraint), new(pointwise_initializer ?? "glorot_uniform", pointwise_regularizer, pointwise_constraint), new(bias_initializer ?? "zeros", bias_regularizer, bias_constraint), activity_regularizer, name, trainable, dtype, "valid", "same")
    {
    }
}
