using Diglot.Faces;
using Diglot.Keras.Activations;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>
/// Depthwise convolution of images: each channel has <c>depth_multiplier</c> filters of its own and sees no other channel. Input (N, H, W, C), result
/// (N, H', W', C · depth_multiplier), the results of a channel side by side.
/// </summary>
/// <remarks>
/// See keras.io/api/layers/convolution_layers/depthwise_convolution2d. PyTorch: <c>nn.Conv2d(C, C · m, k, groups=C)</c>, whose weight is (C · m, 1, kh, kw).
/// </remarks>
[Face("keras.layers")]
public sealed class DepthwiseConv2D : SpatialDepthwiseConvolution
{
    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="kernel_size">Height and width of the window.</param>
    /// <param name="strides">Steps of the window.</param>
    /// <param name="padding"><c>"valid"</c>: none; <c>"same"</c>: zeros around, so that the size stays at stride 1.</param>
    /// <param name="depth_multiplier">Result channels for each input channel.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="dilation_rate">Distance between the elements that the window meets.</param>
    /// <param name="activation">Applied to the result; none by default.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="depthwise_initializer">First values of the kernel (kh, kw, C, depth_multiplier); <c>"glorot_uniform"</c> by default.</param>
    /// <param name="bias_initializer">First values of the bias; <c>"zeros"</c> by default.</param>
    /// <param name="depthwise_regularizer">Penalty on the kernel.</param>
    /// <param name="bias_regularizer">Penalty on the bias.</param>
    /// <param name="activity_regularizer">Penalty on the result.</param>
    /// <param name="depthwise_constraint">Projection of the kernel after each step.</param>
    /// <param name="bias_constraint">Projection of the bias after each step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public DepthwiseConv2D(IntTuple kernel_size, IntTuple? strides = null, string padding = "valid", int depth_multiplier = 1, string? data_format = null, IntTuple? dilation_rate = null, ActivationFunction? activation = null, bool use_bias = true, Initializer? depthwise_initializer = null, Initializer? bias_initializer = null, Regularizer? depthwise_regularizer = null, Regularizer? bias_regularizer = null, Regularizer? activity_regularizer = null, Constraint? depthwise_constraint = null, Constraint? bias_constraint = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(2, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation, use_bias, new(depthwise_initializer ?? "glorot_uniform", depthwise_regularizer, depthwise_constraint), new(bias_initializer ?? "zeros", bias_regularizer, bias_constraint), activity_regularizer, name, trainable, dtype, "valid", "same")
    {
    }
}
