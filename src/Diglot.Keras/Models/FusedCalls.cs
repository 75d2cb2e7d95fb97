using Diglot.Autograd.Functional.Convolution;
using Diglot.Keras.Activations;
using Diglot.Keras.Layers;
using Diglot.Keras.Layers.Activations;
using Diglot.Keras.Layers.Convolution;
using Diglot.Keras.Layers.Core;
using Diglot.Keras.Layers.Pooling;
using Diglot.Keras.Layers.Reshaping;
using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Keras.Models;

/// <summary>
/// Neighbouring calls of a graph that the engine runs as one operation: blocks of images go through all of them while they are in the cache.
/// Unusual options and shapes that do not fit fall back to one layer after another, with the same results.
/// </summary>
internal sealed class FusedCalls
{
    private readonly ImageChain _chain;
    private readonly Layer[] _layers;
    private readonly ActivationFunction? _last;
    private readonly int _parameters;

    private FusedCalls(ImageChain chain, Layer[] layers, ActivationFunction? last)
    {
        (_chain, _layers, _last) = (chain, layers, last);
        _parameters = 2 * layers.Count(static layer => layer is Conv2D or Dense);
    }

    /// <summary>Makes one operation of as many calls as possible from the first on.</summary>
    /// <param name="nodes">Calls, each the only user of the one before.</param>
    /// <param name="count">How many calls it covers.</param>
    /// <returns>Null where fewer than two can be joined.</returns>
    public static FusedCalls? TryMake(IReadOnlyList<Node> nodes, out int count)
    {
        var steps = new List<ChainStep>();
        var layers = new List<Layer>();
        ActivationFunction? last = null;
        foreach (var node in nodes)
        {
            if (last is not null || StepOf(node) is not { } step)
            {
                break;
            }

            steps.Add(step);
            layers.Add(node.Layer);
            var activation = node.Layer switch { Conv2D conv => conv.activation, Dense dense => dense.activation, Activation own => own.activation, _ => null };
            if (activation is null || activation.name == "linear")
            {
                continue;
            }

            if (KindOf(activation) is { } kind)
            {
                if (node.Layer is not Activation)
                {
                    steps.Add(new ActivationStep(kind));
                }
            }
            else
            {
                // Another activation, such as softmax, ends the operation and runs behind it.
                last = activation;
            }
        }

        count = layers.Count;
        return count < 2 ? null : new(new ImageChain(steps, ImageOrder.ChannelsLast, WeightOrder.OutLast), [.. layers], last);
    }

    /// <summary>Runs the calls, or gives null where the input does not suit the operation.</summary>
    public Tensor? TryRun(Tensor input)
    {
        var type = _layers[0].dtype_policy.ComputeType;
        var x = input.Type.IsFloatingPoint ? input.To(type) : input;
        try
        {
            if (!_chain.Fits(x.Type, x.Shape))
            {
                return null;
            }
        }
        catch (ArgumentException)
        {
            // Sizes do not match: the layer concerned says so in its own words.
            return null;
        }

        var y = _chain.Run(x, Parameters());
        return _last is null ? y : _last.Call(y);
    }

    private static ActivationKind? KindOf(ActivationFunction activation) => activation.name switch
    {
        "sigmoid" => ActivationKind.Sigmoid,
        "tanh" => ActivationKind.Tanh,
        "relu" => ActivationKind.Relu,
        _ => null,
    };

    private static ChainStep? StepOf(Node node)
    {
        var layer = node.Layer;
        var policy = layer.dtype_policy;
        if (layer.activity_regularizer is not null || policy.ComputeType != policy.VariableType)
        {
            return null;
        }

        var shape = node.Inputs[0].shape;
        return layer switch
        {
            Conv2D { data_format: "channels_last" } conv => ConvolutionOf(conv, shape),
            SpatialPooling { data_format: "channels_last", pool_size.Length: 2 } pool => PoolingOf(pool, shape),
            Flatten { data_format: "channels_last" } => new FlattenStep(),
            Dense dense when shape.Rank == 2 => new DenseStep(dense.units),
            Activation own when KindOf(own.activation) is { } kind => new ActivationStep(kind),
            ReLU { max_value: null, negative_slope: 0, threshold: 0 } => new ActivationStep(ActivationKind.Relu),
            _ => null,
        };
    }

    private static ConvolutionStep? ConvolutionOf(Conv2D conv, PartialShape shape)
    {
        if (Padding(conv.padding, shape, conv.kernel_size, conv.strides, conv.dilation_rate) is not var (top, bottom, left, right))
        {
            return null;
        }

        return new(conv.filters, conv.kernel_size[0], conv.kernel_size[1])
        {
            StrideHeight = conv.strides[0],
            StrideWidth = conv.strides[1],
            DilationHeight = conv.dilation_rate[0],
            DilationWidth = conv.dilation_rate[1],
            PadTop = top,
            PadBottom = bottom,
            PadLeft = left,
            PadRight = right,
            Groups = conv.groups,
        };
    }

    private static PoolingStep? PoolingOf(SpatialPooling pool, PartialShape shape)
    {
        if (Padding(pool.padding, shape, pool.pool_size, pool.strides, [1, 1]) is not var (top, bottom, left, right))
        {
            return null;
        }

        return new(pool is MaxPooling2D ? PoolingKind.Max : PoolingKind.Average, pool.pool_size[0], pool.pool_size[1])
        {
            StrideHeight = pool.strides[0],
            StrideWidth = pool.strides[1],
            PadTop = top,
            PadBottom = bottom,
            PadLeft = left,
            PadRight = right,
            CountIncludePad = false,
        };
    }

    /// <summary>Padding "same" depends on the input's size: null where that is open.</summary>
    private static (int Top, int Bottom, int Left, int Right)? Padding(string mode, PartialShape shape, int[] size, int[] strides, int[] dilation)
    {
        if (mode == "valid")
        {
            return (0, 0, 0, 0);
        }

        if (shape.Rank != 4 || shape[1] is not { } height || shape[2] is not { } width)
        {
            return null;
        }

        var (top, bottom) = Sides(height, 0);
        var (left, right) = Sides(width, 1);
        return (top, bottom, left, right);

        (int, int) Sides(int length, int axis)
        {
            var outputs = (length + strides[axis] - 1) / strides[axis];
            var total = Math.Max(0, ((outputs - 1) * strides[axis]) + ((size[axis] - 1) * dilation[axis]) + 1 - length);
            return (total / 2, total - (total / 2));
        }
    }

    private Tensor?[] Parameters()
    {
        var parameters = new Tensor?[_parameters];
        var next = 0;
        foreach (var layer in _layers)
        {
            if (layer is Conv2D conv)
            {
                parameters[next++] = conv.kernel.value;
                parameters[next++] = conv.bias?.value;
            }
            else if (layer is Dense dense)
            {
                parameters[next++] = dense.kernel.value;
                parameters[next++] = dense.bias?.value;
            }
        }

        return parameters;
    }
}
