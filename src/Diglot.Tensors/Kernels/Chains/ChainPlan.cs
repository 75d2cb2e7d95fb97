using System.Runtime.CompilerServices;
using Diglot.Tensors.Kernels.Convolution;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>
/// A chain of per-image operations (convolutions, activations, pooling, then flattening and dense layers), planned for one image shape and run
/// as one operation, forward and backward.
/// <para>
/// A block of images in lanes goes through all of the chain before the next one starts, so that activations stay in the second-level cache.
/// Blocks are dealt to threads in groups that depend on the batch size alone, and sums over the batch are taken in a fixed order:
/// results do not depend on the number of threads.
/// </para>
/// <para>A plan is immutable and may be used by any number of threads; keep one per shape.</para>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe partial class ChainPlan<T> where T : unmanaged
{
    private readonly ImageOrder _imageOrder;
    private readonly WeightOrder _weightOrder;
    private readonly ImageStage<T>[] _images;
    private readonly DenseStage<T>[] _dense;
    private readonly LaneImage _input;
    private readonly T[] _zeros;

    /// <summary>For each feature of the flattened image, where its vector lies in the last image; null where they lie in that order already.</summary>
    private readonly nint[]? _flattened;
    private readonly bool _endsFlat;
    private readonly int _features;
    private readonly nint _inputOffset;
    private readonly nint _featuresOffset;
    private readonly nint _blockLength;
    private readonly nint _forwardPackedLength;
    private readonly LaneImage _last;
    private readonly SingleImageChain<T>? _single;

    /// <summary>How many pointers the chain takes: weights and bias of each convolution and dense layer, in order.</summary>
    public int ParameterCount => ParameterLengths.Count;

    /// <summary>Elements of each parameter.</summary>
    public IReadOnlyList<long> ParameterLengths { get; }

    /// <summary>The shape of one image's result: (C, H, W), (H, W, C) or (features).</summary>
    public IReadOnlyList<int> OutputShape { get; }

    /// <summary>Elements of one image.</summary>
    public long InputLength => (long)_input.Channels * _input.Height * _input.Width;

    /// <summary>Elements of one image's result.</summary>
    public long OutputLength { get; }

    /// <summary>Elements that the forward pass keeps for the backward pass.</summary>
    public long SavedLength(int images) => (long)_blockLength * Lanes.Blocks<T>(images);

    /// <summary>Plans a chain.</summary>
    /// <param name="steps">The operations in order.</param>
    /// <param name="channels">Channels of an image; the number of features where the input is rows of features.</param>
    /// <param name="height">Height of an image; 1 for features.</param>
    /// <param name="width">Width of an image; 1 for features.</param>
    /// <param name="imageOrder">The axes of the images.</param>
    /// <param name="weightOrder">The axes of the weights.</param>
    /// <returns>The plan, or null when the steps are none or come in an order that a chain cannot run (an image operation after flattening, a dense layer on an image).</returns>
    /// <exception cref="ArgumentException">The sizes of a step do not fit.</exception>
    public static ChainPlan<T>? TryCreate(IReadOnlyList<ChainStep> steps, int channels, int height, int width, ImageOrder imageOrder, WeightOrder weightOrder)
    {
        ArgumentNullException.ThrowIfNull(steps);
        bool flat = height == 1 && width == 1, any = false;
        foreach (var step in steps)
        {
            if (step is DenseStep && !flat) { return null; }
            if (step is ConvolutionStep or PoolingStep && flat && any) { return null; }
            flat = step is FlattenStep or DenseStep || (flat && step is ActivationStep);
            any |= flat;
        }
        return steps.Count == 0 ? null : new ChainPlan<T>(steps, channels, height, width, imageOrder, weightOrder);
    }

    private ChainPlan(IReadOnlyList<ChainStep> steps, int channels, int height, int width, ImageOrder imageOrder, WeightOrder weightOrder)
    {
        (_imageOrder, _weightOrder) = (imageOrder, weightOrder);
        int lanes = Lanes.Count<T>(), next = 0;
        var (images, parameter) = PlanImages(steps, channels, height, width, ref next);
        _images = images;
        var last = images.Length > 0 ? images[^1].Output : new LaneImage(channels, height, width, lanes);
        _last = last;
        _input = images.Length > 0 ? images[0].Input : last;

        nint offset = 0;
        nint Take(nint length)
        {
            nint at = offset;
            offset += (length + 15) & ~15;
            return at;
        }

        _inputOffset = Take(Vectors(_input.Length));
        nint current = _inputOffset;
        foreach (var stage in images)
        {
            stage.InputOffset = current;
            bool own = stage.Pooling is not null && !stage.PoolsInput;
            stage.ActivatedOffset = own ? Take(stage.Activated.Length) : current;
            current = stage.OutputOffset = Take(Vectors(stage.Output.Length));
            if (!own && !stage.PoolsInput) { stage.ActivatedOffset = current; }
            if (stage.Convolution is not { } convolution) { continue; }
            (stage.ForwardPacked, stage.GradientPacked, stage.Sums) = (_forwardPackedLength, _gradientPackedLength, _sumsLength);
            _forwardPackedLength += convolution.ForwardPackedLength;
            _gradientPackedLength += convolution.GradientPackedLength;
            _sumsLength += convolution.WeightSumLength + convolution.BiasSumLength;
        }
        _features = last.Channels * last.Height * last.Width;
        bool flattens = next < steps.Count;
        _flattened = flattens && imageOrder == ImageOrder.ChannelsFirst && last.Channels > 1 && last.Height * last.Width > 1 ? FlattenMap(last) : null;
        _featuresOffset = _flattened is null ? current : Take(Vectors((nint)_features * lanes));

        var dense = PlanDense(steps, next, parameter);
        nint features = _featuresOffset, gradient = 0;
        nint gradientFeatures = GradientTake(ref gradient, _features);
        var offsets = new List<(nint In, nint Out, nint InGradient, nint OutGradient)>();
        foreach (var (_, units, _, _) in dense)
        {
            nint result = Take(Vectors((nint)units * lanes)), resultGradient = GradientTake(ref gradient, units);
            offsets.Add((features, result, gradientFeatures, resultGradient));
            (features, gradientFeatures) = (result, resultGradient);
        }
        (_blockLength, _gradientBlockLength) = (offset, gradient);
        _dense = [.. dense.Select((d, i) => new DenseStage<T>(d.Features, d.Units, d.Parameter, weightOrder, _blockLength, _gradientBlockLength)
        {
            Activation = d.Activation,
            InputOffset = offsets[i].In,
            OutputOffset = offsets[i].Out,
            InputGradientOffset = offsets[i].InGradient,
            OutputGradientOffset = offsets[i].OutGradient,
        })];
        foreach (var stage in _dense.Where(s => s.Parameter >= 0))
        {
            (stage.ForwardPacked, stage.GradientPacked, stage.RowsBefore, stage.ColumnsBefore) = (_forwardPackedLength, _gradientPackedLength, _rowsLength, _columnsLength);
            _forwardPackedLength += stage.Forward[0].PackedLength;
            _gradientPackedLength += stage.Gradient[0].PackedLength;
            _rowsLength += stage.Rows;
            _columnsLength += (stage.Columns + lanes - 1) / lanes * lanes;
        }
        _endsFlat = flattens;
        _finishParts = PlanBackward();
        _zeros = GC.AllocateArray<T>(_dense.Select(s => Math.Max(s.Units, s.Features)).Append(TileTable<T>.MostChannels).Max(), pinned: true);
        int outputs = _dense.Length > 0 ? _dense[^1].Units : _features;
        OutputLength = outputs;
        OutputShape = _endsFlat ? [outputs] : imageOrder == ImageOrder.ChannelsFirst ? [last.Channels, last.Height, last.Width] : [last.Height, last.Width, last.Channels];
        var lengths = new List<long>();
        foreach (var stage in images)
        {
            if (stage.Convolution is { } convolution) { lengths.AddRange([convolution.WeightSumLength / lanes, convolution.Shape.OutChannels]); }
        }
        foreach (var stage in _dense)
        {
            if (stage.Parameter >= 0) { lengths.AddRange([(long)stage.Features * stage.Units, stage.Units]); }
        }
        ParameterLengths = lengths;
        _single = SingleImageChain<T>.TryCreate(images, _dense, _input, _last, imageOrder, weightOrder);

        // A panel of the weight gradient reads whole squares of features.
        nint Vectors(nint length) => length + (lanes * lanes);
    }

    private static nint GradientTake(ref nint offset, int features)
    {
        nint at = offset, lanes = Lanes.Count<T>();
        offset += (features + lanes) * lanes;
        return at;
    }

    private static nint[] FlattenMap(LaneImage last)
    {
        var map = new nint[last.Channels * last.Height * last.Width];
        int i = 0;
        for (int c = 0; c < last.Channels; c++)
        {
            for (int y = 0; y < last.Height; y++)
            {
                for (int x = 0; x < last.Width; x++) { map[i++] = (y * last.RowStride) + (x * last.PixelStride) + ((nint)c * last.Lanes); }
            }
        }
        return map;
    }

    private T* ZerosFor(int count) => count <= _zeros.Length ? (T*)Unsafe.AsPointer(ref _zeros[0]) : throw new InvalidOperationException();

    /// <summary>Where images lie outside.</summary>
    private ImageStrides StridesOf(LaneImage image) => _imageOrder == ImageOrder.ChannelsFirst
        ? ImageStrides.ChannelsFirst(image.Channels, image.Height, image.Width)
        : ImageStrides.ChannelsLast(image.Channels, image.Height, image.Width);
}
