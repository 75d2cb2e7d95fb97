using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Kernels.Pooling;
using Diglot.Tensors.Storage;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.Chains;

/// <content>The forward pass.</content>
public sealed unsafe partial class ChainPlan<T>
{
    /// <summary>Runs the chain.</summary>
    /// <param name="images">Number of images.</param>
    /// <param name="x">The images, contiguous in the chain's order.</param>
    /// <param name="parameters"><see cref="ParameterCount"/> pointers, contiguous in the chain's order; a bias may be null.</param>
    /// <param name="y">The results, contiguous.</param>
    /// <param name="saved"><see cref="SavedLength"/> elements for <see cref="Backward"/>, or null to keep nothing.</param>
    public void Forward(int images, T* x, T** parameters, T* y, T* saved)
    {
        if (saved == null && images < Lanes.Count<T>() && _single is { } single)
        {
            single.Forward(images, x, parameters, y);
            return;
        }
        long bytes = (long)_forwardPackedLength * sizeof(T);
        T* packed = (T*)MemoryPool.Rent(bytes);
        try
        {
            var pack = new PackBody { Plan = this, Parameters = parameters, Packed = packed, Gradient = false };
            Workers.For(_images.Length + _dense.Length, ref pack);
            var body = new ForwardBody { Plan = this, Images = images, X = x, Parameters = parameters, Y = y, Saved = saved, Packed = packed };
            Workers.For((Lanes.Blocks<T>(images) + 1) / 2, ref body);
        }
        finally { MemoryPool.Return(packed, bytes); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(int stage, T** parameters, T* packed, bool gradient)
    {
        if (stage < _images.Length)
        {
            var image = _images[stage];
            if (image.Convolution is not { } convolution) { return; }
            if (gradient) { convolution.PackGradient(parameters[image.Parameter], WeightsOf(convolution.Shape), packed + image.GradientPacked); }
            else { convolution.PackForward(parameters[image.Parameter], WeightsOf(convolution.Shape), packed + image.ForwardPacked); }
            return;
        }
        var dense = _dense[stage - _images.Length];
        if (dense.Parameter < 0) { return; }
        if (gradient) { dense.Gradient[0].Pack(parameters[dense.Parameter], dense.InStride, dense.OutStride, 0, 0, packed + dense.GradientPacked); }
        else { dense.Forward[0].Pack(parameters[dense.Parameter], dense.OutStride, dense.InStride, 0, 0, packed + dense.ForwardPacked); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForwardPair(int pair, int images, T* x, T** parameters, T* y, T* saved, T* packed)
    {
        int lanes = Lanes.Count<T>(), first = 2 * pair * lanes, blocks = Math.Min(2, Lanes.Blocks<T>(images - first));
        T* pairBase = saved != null ? saved + (2 * pair * _blockLength) : ThreadScratch.Rent<T>(2 * _blockLength);
        var inputStrides = StridesOf(_input);
        for (int b = 0; b < blocks; b++)
        {
            T* block = pairBase + (b * _blockLength);
            int from = first + (b * lanes), count = Math.Min(lanes, images - from);
            LaneLayout.Pack(x + (from * inputStrides.Image), inputStrides, count, block + _inputOffset, _input);
            foreach (var stage in _images) { ForwardImage(stage, block, parameters, packed, keep: saved != null); }
            if (_flattened is not null) { Gather(block + LastOffset, _flattened, block + _featuresOffset); }
        }
        foreach (var stage in _dense) { ForwardDense(stage, blocks, pairBase, parameters, packed); }
        for (int b = 0; b < blocks; b++)
        {
            int from = first + (b * lanes), count = Math.Min(lanes, images - from);
            Unload(pairBase + (b * _blockLength), count, y + (from * (nint)OutputLength));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForwardImage(ImageStage<T> stage, T* block, T** parameters, T* packed, bool keep)
    {
        T* input = block + stage.InputOffset, bias = stage.Parameter < 0 ? null : parameters[stage.Parameter + 1];
        T* output = block + stage.OutputOffset + stage.Output.Origin;
        var activated = stage.Activated;
        var pooling = stage.Pooling;
        var rows = new LaneRows<T>(block + stage.ActivatedOffset + activated.Origin, activated.RowStride,
            keep || pooling is null || stage.PoolsInput ? activated.Height : pooling.RowsKept);
        nint count = activated.Width * activated.PixelStride;
        int pooled = 0;
        for (int y = 0; y < activated.Height; y++)
        {
            if (!stage.PoolsInput)
            {
                T* row = rows.Row(y);
                if (stage.Convolution is { } convolution) { convolution.ForwardRow(y, input, row, packed + stage.ForwardPacked, bias); }
                else { Unsafe.CopyBlockUnaligned(row, input + stage.Input.Origin + (y * stage.Input.RowStride), (uint)(count * sizeof(T))); }
                LaneActivation.Apply(stage.Activation, row, count);
            }
            for (; pooling is not null && pooled < pooling.Shape.OutHeight && pooling.RowsNeeded(pooled) <= y + 1; pooled++)
            {
                pooling.ForwardRow(pooled, rows, output + (pooled * stage.Output.RowStride));
            }
        }
        stage.Output.ClearHalo(block + stage.OutputOffset, stage.Output.Height);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForwardDense(DenseStage<T> stage, int blocks, T* pairBase, T** parameters, T* packed)
    {
        nint count = (nint)stage.Units * Lanes.Count<T>();
        T* input = pairBase + stage.InputOffset, output = pairBase + stage.OutputOffset;
        if (stage.Parameter >= 0)
        {
            T* bias = parameters[stage.Parameter + 1];
            if (bias == null) { bias = ZerosFor(stage.Units); }
            stage.Forward[blocks - 1].Row(input, output, packed + stage.ForwardPacked, bias, 0, 1);
        }
        for (int b = 0; b < blocks; b++, input += _blockLength, output += _blockLength)
        {
            if (stage.Parameter < 0) { Unsafe.CopyBlockUnaligned(output, input, (uint)(count * sizeof(T))); }
            LaneActivation.Apply(stage.Activation, output, count);
        }
    }

    /// <summary>Where the last image lies, before flattening.</summary>
    private nint LastOffset => _images.Length > 0 ? _images[^1].OutputOffset : _inputOffset;

    private void Unload(T* block, int count, T* y)
    {
        int lanes = Lanes.Count<T>();
        if (_endsFlat)
        {
            LaneLayout.UnpackRun(block + (_dense.Length > 0 ? _dense[^1].OutputOffset : _featuresOffset), lanes, (int)OutputLength, count, y, (nint)OutputLength, 1);
            return;
        }
        LaneLayout.Unpack(block + LastOffset, _last, count, y, StridesOf(_last));
    }

    /// <summary>to[i] = from[map[i]], in vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(T* from, nint[] map, T* to)
    {
        foreach (nint offset in map)
        {
            Vector256.Load(from + offset).Store(to);
            to += Vector256<T>.Count;
        }
    }

    private struct PackBody : IParallelBody
    {
        public ChainPlan<T> Plan;
        public T** Parameters;
        public T* Packed;
        public bool Gradient;

        public readonly void Invoke(int part) => Plan.Pack(part, Parameters, Packed, Gradient);
    }

    private struct ForwardBody : IParallelBody
    {
        public ChainPlan<T> Plan;
        public int Images;
        public T* X, Y, Saved, Packed;
        public T** Parameters;

        public readonly void Invoke(int part) => Plan.ForwardPair(part, Images, X, Parameters, Y, Saved, Packed);
    }
}
