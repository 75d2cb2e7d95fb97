using System.Collections.Concurrent;
using Diglot.Autograd.Tape;
using Diglot.Tensors.Kernels.Chains;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>
/// A chain of per-image operations (convolutions, activations, poolings, then flattening and dense layers) that runs as one
/// differentiable operation: a block of images goes through the whole chain while it is in the cache, forward and backward.
/// Containers recognise runs of such layers and keep one chain for each run; plans are made once per input shape.
/// </summary>
/// <remarks>
/// Shapes: input (N, C, H, W) or (N, H, W, C) by <paramref name="imageOrder"/>, or (N, D) for features. After flattening or a dense layer the result is
/// (N, D). float32 and float64. Gradients of gradients take a slow way, through <see cref="PrimitiveChain"/>.
/// </remarks>
/// <param name="steps">The operations in order.</param>
/// <param name="imageOrder">The axes of the images; flattening follows it.</param>
/// <param name="weightOrder">The axes of the weights.</param>
public sealed class ImageChain(IReadOnlyList<ChainStep> steps, ImageOrder imageOrder, WeightOrder weightOrder)
{
    private readonly ConcurrentDictionary<(DType Type, Shape Shape), ChainRunner?> _plans = new();

    // The last plan used: a training loop asks for the same one every time.
    private (DType Type, Shape Shape, ChainRunner? Runner) _last;

    /// <summary>Whether the chain can run on inputs of this type and shape (batch included).</summary>
    /// <exception cref="ArgumentException">The order of the steps is right but their sizes do not fit the shape.</exception>
    public bool Fits(DType type, Shape shape) => Find(type, shape) is not null;

    /// <summary>Runs the chain.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="parameters">Weights and bias of each convolution and dense layer, in order; a bias may be null.</param>
    /// <exception cref="ArgumentException">The chain does not fit the input (ask <see cref="Fits"/> first), or parameters are missing, of another type, or of the wrong size.</exception>
    public Tensor Run(Tensor x, params ReadOnlySpan<Tensor?> parameters)
    {
        var runner = Runner(x.Type, x.Shape);
        if (parameters.Length != runner.ParameterCount)
        {
            throw new ArgumentException($"The chain takes {runner.ParameterCount} parameters (weights and bias of each layer, a missing bias as null); received {parameters.Length}.", nameof(parameters));
        }

        int images = x.Shape[0];
        var inputs = new Tensor?[parameters.Length + 1];
        inputs[0] = x;
        parameters.CopyTo(inputs.AsSpan(1));
        var arrays = new NDArray?[parameters.Length];
        for (int i = 0; i < arrays.Length; i++)
        {
            Check(runner, i, parameters[i], x.Type);
            arrays[i] = parameters[i]?.Data.Contiguous();
        }

        bool wanted = Record.Wanted(inputs);
        var saved = wanted ? new NDArray(x.Type, new Shape(checked((int)runner.SavedLength(images)))) : null;
        var y = new NDArray(x.Type, new Shape([images, .. runner.OutputShape]));
        if (images > 0)
        {
            runner.Forward(images, x.Data.Contiguous(), arrays, y, saved);
        }

        var result = new Tensor(y);
        if (wanted)
        {
            result.SetHistory(new ChainNode(this, runner, inputs, saved!));
        }

        return result;
    }

    /// <summary>The kernels for inputs of a type and shape.</summary>
    /// <exception cref="ArgumentException">The chain cannot run on them.</exception>
    internal ChainRunner Runner(DType type, Shape shape) => Find(type, shape) ?? throw Unfit(type, shape);

    /// <summary>The same with operations on whole tensors, which can be differentiated any number of times.</summary>
    internal Tensor RunPrimitives(Tensor x, ReadOnlySpan<Tensor?> parameters) => new PrimitiveChain(imageOrder, weightOrder).Run(steps, x, parameters);

    private ArgumentException Unfit(DType type, Shape shape) => new(
        $"A chain of {string.Join(", ", steps.Select(s => s.GetType().Name))} cannot run on {type}{shape}: it takes float32 or float64 of shape "
        + $"{(imageOrder == ImageOrder.ChannelsFirst ? "(N, C, H, W)" : "(N, H, W, C)")} or (N, D), image operations before flattening, dense layers after it.");

    private static void Check(ChainRunner runner, int index, Tensor? parameter, DType type)
    {
        long expected = runner.ParameterLength(index);
        if (parameter is null ? index % 2 == 0 : parameter.Type != type || parameter.Length != expected)
        {
            throw new ArgumentException(
                $"Parameter {index} of the chain ({(index % 2 == 0 ? "weights" : "bias")} of layer {index / 2}) must hold {expected} elements of {type}; received "
                + (parameter is null ? "none." : $"{parameter.Type}{parameter.Shape}."), nameof(parameter));
        }
    }

    private ChainRunner? Find(DType type, Shape shape)
    {
        if (shape.Rank < 2) { return null; }
        var last = _last;
        if (last.Type == type && last.Shape.Rank == shape.Rank && last.Shape.AsSpan()[1..].SequenceEqual(shape.AsSpan()[1..])) { return last.Runner; }
        var key = (type, Shape.Create(shape.AsSpan()[1..]));
        var runner = _plans.GetOrAdd(key, static (k, chain) => ChainRunner.TryCreate(k.Type, chain.Steps, k.Shape.AsSpan(), chain.ImageOrder, chain.WeightOrder), this);
        _last = (type, shape, runner);
        return runner;
    }

    private IReadOnlyList<ChainStep> Steps => steps;

    private ImageOrder ImageOrder => imageOrder;

    private WeightOrder WeightOrder => weightOrder;
}
