using System.Runtime.CompilerServices;
using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>
/// The forward pass of a chain for one image at a time, channels in lanes: for batches too small to fill the lanes with images. Convolution weights are
/// packed on every call (they are few); dense weights are read where they lie (packing them would cost more than using them once).
/// </summary>
internal sealed unsafe class SingleImageChain<T> where T : unmanaged
{
    private readonly SingleStage<T>[] _stages;
    private readonly DenseStage<T>[] _dense;
    private readonly LaneImage _input, _last;
    private readonly ImageOrder _imageOrder;
    private readonly WeightOrder _weightOrder;
    private readonly int _lastPixel;
    private readonly nint _lastOffset, _features, _length;

    /// <summary>The chain, or null where a convolution has groups.</summary>
    public static SingleImageChain<T>? TryCreate(ImageStage<T>[] stages, DenseStage<T>[] dense, LaneImage input, LaneImage last, ImageOrder imageOrder, WeightOrder weightOrder) =>
        stages.Any(s => s.Convolution is { Shape.Groups: > 1 }) ? null : new(stages, dense, input, last, imageOrder, weightOrder);

    private SingleImageChain(ImageStage<T>[] stages, DenseStage<T>[] dense, LaneImage input, LaneImage last, ImageOrder imageOrder, WeightOrder weightOrder)
    {
        (_dense, _input, _last, _imageOrder, _weightOrder) = (dense, input, last, imageOrder, weightOrder);
        int pixel = ChannelConvolution<T>.PixelLength(input.Channels), lanes = Lanes.Count<T>();
        nint offset = 0;
        nint Take(nint length)
        {
            nint at = offset;
            // A vector may reach over the end.
            offset += (length + (3 * lanes)) / lanes * lanes;
            return at;
        }

        _stages = new SingleStage<T>[stages.Length];
        for (int i = 0; i < stages.Length; i++)
        {
            var stage = stages[i];
            int output = stage.Convolution is { } conv ? ChannelConvolution<T>.PixelLength(conv.Shape.OutChannels) : pixel;
            nint row = (nint)(stage.Input.HaloLeft + stage.Input.Width + stage.Input.HaloRight) * pixel;
            var single = new SingleStage<T>
            {
                Stage = stage,
                Convolution = stage.Convolution is null ? null : new ChannelConvolution<T>(stage.Convolution.Shape, pixel, row),
                Pooling = stage.Pooling is null ? null : new LanePooling<T>(stage.Pooling.Shape, output),
                InputPixel = pixel,
                OutputPixel = output,
            };
            single.Packed = Take(single.Convolution?.PackedLength ?? 0);
            single.Input = Take(row * stage.Input.Height);
            single.RingRow = (((nint)stage.Activated.Width * output) + (3 * lanes)) / lanes * lanes;
            single.Ring = Take(single.RingRow * single.RingRows);
            _stages[i] = single;
            pixel = output;
        }
        _lastPixel = pixel;
        _lastOffset = Take((nint)last.Height * last.Width * pixel);
        int widest = dense.Select(d => Math.Max(d.Features, d.Units)).Append(last.Channels * last.Height * last.Width).Max();
        _features = Take(widest);
        Take(widest);
        _length = offset;
    }

    /// <summary>As <see cref="ChainPlan{T}.Forward"/>, keeping nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(int images, T* x, T** parameters, T* y)
    {
        T* scratch = ThreadScratch.Rent<T>(_length);
        foreach (var stage in _stages)
        {
            if (stage.Convolution is not { } convolution) { continue; }
            var shape = stage.Stage.Convolution!.Shape;
            convolution.Pack(parameters[stage.Stage.Parameter], parameters[stage.Stage.Parameter + 1],
                _weightOrder == WeightOrder.OutFirst ? WeightStrides.Oihw(shape) : WeightStrides.Hwio(shape), scratch + stage.Packed);
        }
        for (int n = 0; n < images; n++, x += (nint)_input.Channels * _input.Height * _input.Width)
        {
            Load(x, scratch);
            for (int i = 0; i < _stages.Length; i++) { Run(i, scratch); }
            y = Unload(scratch, parameters, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(T* x, T* scratch)
    {
        bool single = _stages.Length == 0;
        int pixel = single ? _lastPixel : _stages[0].InputPixel;
        nint row = single ? (nint)_input.Width * pixel : _stages[0].InputRow;
        T* to = scratch + (single ? _lastOffset : _stages[0].Input);
        var strides = _imageOrder == ImageOrder.ChannelsFirst
            ? ImageStrides.ChannelsFirst(_input.Channels, _input.Height, _input.Width)
            : ImageStrides.ChannelsLast(_input.Channels, _input.Height, _input.Width);
        for (int i = 0; i < _input.Height; i++, to += row)
        {
            new Span<T>(to, (int)row).Clear();
            T* from = x + (i * strides.Row), at = to + (_input.HaloLeft * pixel);
            if (pixel == _input.Channels && (strides.Channel == 1 || pixel == 1))
            {
                Unsafe.CopyBlockUnaligned(at, from, (uint)(_input.Width * pixel * sizeof(T)));
                continue;
            }
            for (int j = 0; j < _input.Width; j++)
            {
                for (int c = 0; c < _input.Channels; c++) { at[(j * pixel) + c] = from[(j * strides.Column) + (c * strides.Channel)]; }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(int index, T* scratch)
    {
        var single = _stages[index];
        var stage = single.Stage;
        T* input = scratch + single.Input, ring = scratch + single.Ring;
        T* output = scratch + (index + 1 < _stages.Length ? _stages[index + 1].Input : _lastOffset);
        nint outputRow = (nint)(stage.Output.HaloLeft + stage.Output.Width + stage.Output.HaloRight) * single.OutputPixel;
        var rows = new LaneRows<T>(ring, single.RingRow, single.RingRows);
        int count = stage.Activated.Width * single.OutputPixel, lanes = Lanes.Count<T>(), pooled = 0;
        for (int y = 0; y < stage.Activated.Height; y++)
        {
            T* row = rows.Row(y);
            if (single.Convolution is { } convolution) { convolution.Row(y, input, row, scratch + single.Packed); }
            else { Unsafe.CopyBlockUnaligned(row, input + (y * single.InputRow) + (stage.Input.HaloLeft * single.InputPixel), (uint)(count * sizeof(T))); }
            LaneActivation.Apply(stage.Activation, row, (count + lanes - 1) / lanes * lanes);
            if (single.Pooling is not { } pooling)
            {
                Unsafe.CopyBlockUnaligned(Begin(stage, single, output, outputRow, y), row, (uint)(count * sizeof(T)));
                End(stage, single, output, outputRow, y);
                continue;
            }
            for (; pooled < pooling.Shape.OutHeight && pooling.RowsNeeded(pooled) <= y + 1; pooled++)
            {
                pooling.ForwardRow(pooled, rows, Begin(stage, single, output, outputRow, pooled));
                End(stage, single, output, outputRow, pooled);
            }
        }
    }

    /// <summary>Clears the halo left of a row and gives the row's first pixel; rows are written in rising order, so what one writes beyond its end is put right by the next.</summary>
    private static T* Begin(ImageStage<T> stage, SingleStage<T> single, T* output, nint outputRow, int y)
    {
        T* row = output + (y * outputRow);
        new Span<T>(row, stage.Output.HaloLeft * single.OutputPixel).Clear();
        return row + (stage.Output.HaloLeft * single.OutputPixel);
    }

    private static void End(ImageStage<T> stage, SingleStage<T> single, T* output, nint outputRow, int y) =>
        new Span<T>(output + (y * outputRow) + ((stage.Output.HaloLeft + stage.Output.Width) * single.OutputPixel), stage.Output.HaloRight * single.OutputPixel).Clear();

    /// <summary>Flattening and the dense layers, or the image as it is; returns where the next result goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T* Unload(T* scratch, T** parameters, T* y)
    {
        T* image = scratch + _lastOffset;
        int size = _last.Channels * _last.Height * _last.Width, pixels = _last.Height * _last.Width;
        bool asIs = _lastPixel == _last.Channels && (_imageOrder == ImageOrder.ChannelsLast || pixels == 1 || _last.Channels == 1);
        T* features = scratch + _features, other = features + ((_length - _features) / 2), to = _dense.Length == 0 ? y : features;
        if (asIs)
        {
            if (to == y) { Unsafe.CopyBlockUnaligned(y, image, (uint)(size * sizeof(T))); }
            else { to = image; }
        }
        else
        {
            bool first = _imageOrder == ImageOrder.ChannelsFirst;
            for (int p = 0; p < pixels; p++)
            {
                for (int c = 0; c < _last.Channels; c++) { to[first ? (c * pixels) + p : (p * _last.Channels) + c] = image[(p * _lastPixel) + c]; }
            }
        }
        int lanes = Lanes.Count<T>();
        foreach (var stage in _dense)
        {
            T* next = to == other ? features : other;
            if (stage.Parameter < 0) { Unsafe.CopyBlockUnaligned(next, to, (uint)(stage.Units * sizeof(T))); }
            else if (stage.OutFirst) { VectorDense.OutFirst(to, parameters[stage.Parameter], parameters[stage.Parameter + 1], stage.Features, stage.Units, next); }
            else { VectorDense.OutLast(to, parameters[stage.Parameter], parameters[stage.Parameter + 1], stage.Features, stage.Units, next); }
            LaneActivation.Apply(stage.Activation, next, (stage.Units + lanes - 1) / lanes * lanes);
            to = next;
        }
        if (_dense.Length == 0) { return y + size; }
        Unsafe.CopyBlockUnaligned(y, to, (uint)(_dense[^1].Units * sizeof(T)));
        return y + _dense[^1].Units;
    }
}
