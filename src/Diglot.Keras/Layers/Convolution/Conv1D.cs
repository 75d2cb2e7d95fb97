using Diglot.Faces;
using Diglot.Keras.Activations;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>
/// Convolution of sequences (cross-correlation). Input (N, T, C), result (N, T', filters); with padding "valid" T' = ⌊(T − d(k − 1) − 1) / s⌋ + 1, with "same" and "causal" T' = ⌈T / s⌉.
/// </summary>
/// <remarks>
/// See keras.io/api/layers/convolution_layers/convolution1d. PyTorch's <c>nn.Conv1d</c> takes (N, C, T), keeps the weight as (filters, C / groups, k), and knows no "causal".
/// </remarks>
[Face("keras.layers")]
public sealed class Conv1D : SpatialGroupedConvolution
{
    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="filters">Number of result channels.</param>
    /// <param name="kernel_size">Length of the window.</param>
    /// <param name="strides">Step of the window.</param>
    /// <param name="padding"><c>"valid"</c>: none; <c>"same"</c>: zeros on both sides; <c>"causal"</c>: zeros in front alone, so that no result sees what comes later.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="dilation_rate">Distance between the elements that the window meets.</param>
    /// <param name="groups">Into how many parts the channels are split, each with filters of its own.</param>
    /// <param name="activation">Applied to the result; none by default.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="kernel_initializer">First values of the kernel (k, C / groups, filters); <c>"glorot_uniform"</c> by default.</param>
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
    public Conv1D(int filters, IntTuple kernel_size, IntTuple? strides = null, string padding = "valid", string? data_format = null, IntTuple? dilation_rate = null, int groups = 1, ActivationFunction? activation = null, bool use_bias = true, Initializer? kernel_initializer = null, Initializer? bias_initializer = null, Regularizer? kernel_regularizer = null, Regularizer? bias_regularizer = null, Regularizer? activity_regularizer = null, Constraint? kernel_constraint = null, Constraint? bias_constraint = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, use_bias, new(kernel_initializer ?? "glorot_uniform", kernel_regularizer, kernel_constraint), new(bias_initializer ?? "zeros", bias_regularizer, bias_constraint), activity_regularizer, name, trainable, dtype, "valid", "same", "causal")
    {
    }
}
