using Diglot.Keras.Activations;
using Diglot.Keras.Layers;
using Diglot.Keras.Utils;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Tests.RandomNetworks;

/// <summary>A random Keras layer that takes an input of a shape, with random arguments that are valid for it.</summary>
internal sealed class RandomLayers(Choices choices, Func<string> name, string format)
{
    private static readonly string[] Activations =
    [
        "relu", "tanh", "sigmoid", "softmax", "elu", "selu", "gelu", "silu", "softplus", "softsign", "leaky_relu", "relu6", "hard_sigmoid", "hard_silu", "mish", "celu",
        "log_sigmoid", "tanh_shrink", "hard_shrink", "soft_shrink", "squareplus", "sparse_plus", "sparse_sigmoid", "hard_tanh", "log_softmax", "linear",
    ];

    /// <summary>A layer for one example of this shape (no batch axis).</summary>
    public Layer Of(int[] shape) => shape.Length switch
    {
        1 => choices.Below(4) switch { 0 => Dense(), 1 => Normalization(shape), 2 => Pointwise(shape), _ => Unflattened(shape) },
        2 => choices.Below(6) switch { 0 => Convolution1D(shape), 1 => Pool1D(shape), 2 => Moved(shape), 3 => Dense(), 4 => Normalization(shape), _ => Pointwise(shape) },
        3 => choices.Below(9) switch
        {
            0 or 1 => Convolution(shape),
            2 => Pool(shape),
            3 or 4 => Moved(shape),
            5 => Normalization(shape),
            6 => Dense(),
            7 => Resized(shape),
            _ => Pointwise(shape),
        },
        _ => Moved(shape),
    };

    /// <summary>An activation's name, or none.</summary>
    private ActivationFunction? Activation()
    {
        if (choices.OnceIn(3))
        {
            return choices.Of(Activations);
        }

        return null;
    }

    /// <summary>A Dense.</summary>
    public Layer Dense() => keras.layers.Dense(choices.Between(1, 6), activation: Activation(), use_bias: !choices.OnceIn(4), name: name());

    private string Format() => choices.OnceIn(6) ? format == "channels_last" ? "channels_first" : "channels_last" : format;

    private static (int[] Positions, int Channels) Parts(int[] shape, string format) => format == "channels_first" ? (shape[1..], shape[0]) : (shape[..^1], shape[^1]);

    private (int[] Size, int[] Strides, int[] Dilation, string Padding) Window(int[] positions, bool dilates = true)
    {
        int[] size = [.. positions.Select(_ => choices.Between(1, 3))], ones = [.. positions.Select(static _ => 1)];
        var kind = choices.Below(3);
        int[] strides = kind == 1 ? [.. positions.Select(_ => choices.Between(1, 3))] : ones;
        int[] dilation = kind == 2 && dilates ? [.. positions.Select(_ => choices.Between(1, 2))] : ones;
        var fits = positions.Index().All(axis => ((size[axis.Index] - 1) * dilation[axis.Index]) + 1 <= axis.Item);
        return (size, strides, dilation, fits ? choices.Of("valid", "same") : "same");
    }

    private Layer Convolution1D(int[] shape)
    {
        var own = Format();
        var (positions, channels) = Parts(shape, own);
        var (size, strides, dilation, padding) = Window(positions);
        var groups = choices.OnceIn(3) ? channels : 1;
        return keras.layers.Conv1D(groups * choices.Between(1, 3), size, strides, own == "channels_last" && choices.OnceIn(4) ? "causal" : padding, own, dilation, groups, Activation(), !choices.OnceIn(4), name: name());
    }

    private Layer Convolution(int[] shape)
    {
        var own = Format();
        var (positions, channels) = Parts(shape, own);
        var (size, strides, dilation, padding) = Window(positions);
        var function = Activation();
        var bias = !choices.OnceIn(4);
        switch (choices.Below(5))
        {
            case 1:
                // Keras on TensorFlow wants equal strides here.
                return keras.layers.DepthwiseConv2D(size, strides[0], padding, choices.Between(1, 2), own, dilation, function, bias, name: name());
            case 2:
                return keras.layers.SeparableConv2D(choices.Between(1, 4), size, strides[0], padding, own, dilation, choices.Between(1, 2), function, bias, name: name());
            case 3:
                IntTuple? more = strides.Max() > 1 && (padding == "valid" || positions.Min() > 1) && choices.OnceIn(3) ? strides.Select(step => choices.Below(step)).ToArray() : default(IntTuple?);
                return keras.layers.Conv2DTranspose(choices.Between(1, 3), size, strides, padding, more, own, dilation, function, bias, name: name());
            default:
                var groups = choices.OnceIn(3) ? choices.Of([.. Enumerable.Range(1, channels).Where(count => channels % count == 0)]) : 1;
                return keras.layers.Conv2D(groups * choices.Between(1, 3), size, strides, padding, own, dilation, groups, function, bias, name: name());
        }
    }

    private Layer Pool1D(int[] shape)
    {
        var own = Format();
        var (size, strides, _, padding) = Window(Parts(shape, own).Positions, dilates: false);
        return choices.Below(4) switch
        {
            0 => keras.layers.MaxPooling1D(size, strides, padding, own, name: name()),
            1 => keras.layers.AveragePooling1D(size, strides, padding, own, name: name()),
            2 => keras.layers.GlobalMaxPooling1D(own, choices.OnceIn(3), name: name()),
            _ => keras.layers.GlobalAveragePooling1D(own, choices.OnceIn(3), name: name()),
        };
    }

    private Layer Pool(int[] shape)
    {
        var own = Format();
        var (size, strides, _, padding) = Window(Parts(shape, own).Positions, dilates: false);
        return choices.Below(4) switch
        {
            0 => keras.layers.MaxPooling2D(size, strides, padding, own, name: name()),
            1 => keras.layers.AveragePooling2D(size, strides, padding, own, name: name()),
            2 => keras.layers.GlobalMaxPooling2D(own, choices.OnceIn(3), name: name()),
            _ => keras.layers.GlobalAveragePooling2D(own, choices.OnceIn(3), name: name()),
        };
    }

    private Layer Resized(int[] shape)
    {
        var own = Format();
        var positions = Parts(shape, own).Positions;
        switch (choices.Below(3))
        {
            case 0:
                return keras.layers.ZeroPadding2D(((choices.Below(3), choices.Below(3)), (choices.Below(3), choices.Below(3))), own, name: name());
            case 1:
                int[] left = [.. positions.Select(length => choices.Below((length + 1) / 2))], right = [.. positions.Select(length => choices.Below((length + 1) / 2))];
                return keras.layers.Cropping2D(((left[0], right[0]), (left[1], right[1])), own, name: name());
            default:
                return keras.layers.UpSampling2D((choices.Between(1, 2), choices.Between(1, 3)), own, choices.Of("nearest", "bilinear"), name: name());
        }
    }

    private Layer Normalization(int[] shape) => keras.layers.BatchNormalization(choices.OnceIn(4) ? choices.Between(1, shape.Length) : format == "channels_first" && shape.Length > 1 ? 1 : -1, center: !choices.OnceIn(5), scale: !choices.OnceIn(5), name: name());

    private Layer Pointwise(int[] shape) => choices.Below(11) switch
    {
        0 => keras.layers.Activation(choices.Of(Activations), name: name()),
        1 => keras.layers.ReLU(choices.OnceIn(2) ? 1.5 : null, choices.OnceIn(2) ? 0.25 : 0, choices.OnceIn(2) ? 0.1 : 0, name: name()),
        2 => keras.layers.LeakyReLU(name: name()),
        3 => keras.layers.ELU(choices.Of(1.0, 0.5), name: name()),
        4 => keras.layers.PReLU(shared_axes: Shared(shape) is { Length: > 0 } axes ? axes : default(IntTuple?), name: name()),
        5 => keras.layers.Softmax(choices.Between(1, shape.Length), name: name()),
        6 => keras.layers.Dropout(0.3, name: name()),
        7 => shape.Length == 3 ? keras.layers.SpatialDropout2D(0.3, format, name: name()) : keras.layers.Identity(name: name()),
        8 => keras.layers.Rescaling(0.5, 0.25, name: name()),
        9 => keras.layers.Softmax(Enumerable.Range(1, shape.Length).ToArray(), name: name()),
        _ => keras.layers.Identity(name: name()),
    };

    private int[] Shared(int[] shape) => [.. Enumerable.Range(1, shape.Length).Where(_ => choices.OnceIn(2))];

    private Layer Moved(int[] shape) => choices.Below(3) switch
    {
        0 => keras.layers.Flatten(choices.OnceIn(4) ? "channels_first" : null, name: name()),
        1 => keras.layers.Permute(choices.Order(shape.Length).Select(static axis => axis + 1).ToArray(), name: name()),
        _ => Reshaped(shape),
    };

    private Layer Unflattened(int[] shape) => Reshaped(shape);

    /// <summary>The same number of elements cut into up to four axes.</summary>
    private Layer Reshaped(int[] shape)
    {
        var left = shape.Aggregate(1, static (a, b) => a * b);
        var lengths = new List<int>();
        for (var axis = choices.Between(1, 3); axis > 1; axis--)
        {
            var all = left;
            var length = choices.Of([.. Enumerable.Range(1, left).Where(count => all % count == 0)]);
            lengths.Add(length);
            left /= length;
        }

        lengths.Add(left);
        if (choices.OnceIn(4))
        {
            lengths[choices.Below(lengths.Count)] = -1;
        }

        return keras.layers.Reshape(lengths.ToArray(), name: name());
    }
}
