using Diglot.Faces;
using Diglot.Keras.Activations;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>
/// Transposed convolution of sequences ("deconvolution"): each input element spreads the kernel over the result. Input (N, T, C), result (N, T', filters);
/// with padding "same" T' = T · s, with "valid" T' = (T − 1) · s + max(k, s), with output_padding op T' = (T − 1) · s + k − 2p + op (p = ⌊k / 2⌋ for "same", 0 for "valid").
/// </summary>
/// <remarks>
/// See keras.io/api/layers/convolution_layers/convolution1d_transpose. PyTorch's <c>nn.ConvTranspose1d</c> takes (N, C, T), keeps the weight as (C, filters / groups, k) and cuts
/// as many elements off the end as off the beginning; "same" cuts ⌊(k − s) / 2⌋ off the beginning and the rest off the end.
/// </remarks>
[Face("keras.layers")]
public sealed class Conv1DTranspose : SpatialTransposedConvolution
{
    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="filters">Number of result channels.</param>
    /// <param name="kernel_size">Length of the window.</param>
    /// <param name="strides">How far the spreads of neighbours lie apart.</param>
    /// <param name="padding"><c>"valid"</c>: the whole spread; <c>"same"</c>: cut to strides times the input's size.</param>
    /// <param name="output_padding">Positions more at the end; below the strides. By default what makes the size as above.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="dilation_rate">Distance between the elements that the kernel meets.</param>
    /// <param name="activation">Applied to the result; none by default.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="kernel_initializer">First values of the kernel (k, filters, C); <c>"glorot_uniform"</c> by default.</param>
    /// <param name="bias_initializer">First values of the bias; <c>"zeros"</c> by default.</param>
    /// <param name="kernel_regularizer">Penalty on the kernel.</param>
    /// <param name="bias_regularizer">Penalty on the bias.</param>
    /// <param name="activity_regularizer">Penalty on the result.</param>
    /// <param name="kernel_constraint">Projection of the kernel after each step.</param>
    /// <param name="bias_constraint">Projection of the bias after each step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public Conv1DTranspose(int filters, IntTuple kernel_size, IntTuple? strides = null, string padding = "valid", IntTuple? output_padding = null, string? data_format = null, IntTuple? dilation_rate = null, ActivationFunction? activation = null, bool use_bias = true, Initializer? kernel_initializer = null, Initializer? bias_initializer = null, Regularizer? kernel_regularizer = null, Regularizer? bias_regularizer = null, Regularizer? activity_regularizer = null, Constraint? kernel_constraint = null, Constraint? bias_constraint = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, filters, kernel_size, strides, padding, output_padding, data_format, dilation_rate, activation, use_bias, new(kernel_initializer ?? "glorot_uniform", kernel_regularizer, kernel_constraint), new(bias_initializer ?? "zeros", bias_regularizer, bias_constraint), activity_regularizer, name, trainable, dtype)
    {
    }
}
