using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Storage;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.Chains;

/// <content>The backward pass, pair of blocks by pair of blocks.</content>
public sealed unsafe partial class ChainPlan<T>
{
    /// <summary>Convolution weights have their gradients summed in at most so many groups of images, one after the other within a group.</summary>
    private const int MostGroups = 16;

    /// <summary>Elements of the sums of all groups together.</summary>
    private const long MostSums = 16L << 20;

    private readonly nint _gradientPackedLength;
    private readonly nint _sumsLength;
    private readonly nint _gradientBlockLength;
    private readonly nint _rowsLength;
    private readonly nint _columnsLength;
    private nint _imageGradientLength;
    private nint _convolvedGradientLength;

    /// <summary>Computes gradients; each is overwritten.</summary>
    /// <param name="images">Number of images, as in the forward pass.</param>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="saved">What the forward pass kept.</param>
    /// <param name="dy">Gradient of the results, contiguous.</param>
    /// <param name="dx">Gradient of the images, or null where it is not wanted.</param>
    /// <param name="gradients">Gradients of the parameters; null entries are not computed.</param>
    public void Backward(int images, T** parameters, T* saved, T* dy, T* dx, T** gradients)
    {
        int blocks = Lanes.Blocks<T>(images), pairs = (blocks + 1) / 2, groups = Math.Clamp(pairs, 1, (int)Math.Clamp(MostSums / Math.Max(1, _sumsLength), 1, MostGroups));
        nint padded = (nint)blocks * Lanes.Count<T>();
        long bytes = sizeof(T) * (long)(_gradientPackedLength + 16 + (groups * _sumsLength) + ((_rowsLength + _columnsLength) * padded) + 64);
        T* memory = (T*)MemoryPool.Rent(bytes);
        try
        {
            var body = new BackwardBody
            {
                Plan = this, Images = images, Pairs = pairs, Groups = groups, Padded = padded, Parameters = parameters, Saved = saved, Dy = dy, Dx = dx, Gradients = gradients,
                Packed = memory,
                Sums = memory + ((_gradientPackedLength + 15) & ~15),
            };
            body.Columns = body.Sums + (groups * _sumsLength);
            body.Rows = body.Columns + (_columnsLength * padded);
            var pack = new PackBody { Plan = this, Parameters = parameters, Packed = body.Packed, Gradient = true };
            Workers.For(_images.Length + _dense.Length, ref pack);
            Workers.For(groups, ref body);
            var finish = new FinishBody { Call = body };
            Workers.For(_finishParts.Length, ref finish);
        }
        finally { MemoryPool.Return(memory, bytes); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardGroup(in BackwardBody call, int group)
    {
        T* sums = call.Sums + (group * _sumsLength);
        for (nint i = 0; i < _sumsLength; i += Vector256<T>.Count) { Vector256<T>.Zero.Store(sums + i); }
        int end = (int)((long)call.Pairs * (group + 1) / call.Groups);
        for (int pair = (int)((long)call.Pairs * group / call.Groups); pair < end; pair++) { BackwardPair(call, pair, sums); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardPair(in BackwardBody call, int pair, T* sums)
    {
        int lanes = Lanes.Count<T>(), first = 2 * pair * lanes, blocks = Math.Min(2, Lanes.Blocks<T>(call.Images - first));
        T* saved = call.Saved + (2 * pair * _blockLength);
        T* flat = ThreadScratch.Rent<T>((2 * _gradientBlockLength) + (2 * _imageGradientLength) + _convolvedGradientLength);
        T* imageGradients = flat + (2 * _gradientBlockLength), convolved = imageGradients + (2 * _imageGradientLength);
        if (_endsFlat)
        {
            nint at = _dense.Length > 0 ? _dense[^1].OutputGradientOffset : 0;
            for (int b = 0; b < blocks; b++)
            {
                int from = first + (b * lanes);
                LaneLayout.PackRun(call.Dy + (from * (nint)OutputLength), (nint)OutputLength, 1, (int)OutputLength, Math.Min(lanes, call.Images - from), flat + (b * _gradientBlockLength) + at, lanes);
            }
        }
        for (int i = _dense.Length - 1; i >= 0; i--) { BackwardDense(call, _dense[i], pair, blocks, saved, flat, wantInput: i > 0 || _images.Length > 0 || call.Dx != null); }
        if (_images.Length == 0 && call.Dx == null) { return; }
        for (int b = 0; b < blocks; b++)
        {
            int from = first + (b * lanes), count = Math.Min(lanes, call.Images - from);
            BackwardImages(call, from, count, saved + (b * _blockLength), flat + (b * _gradientBlockLength), imageGradients, convolved, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardDense(in BackwardBody call, DenseStage<T> stage, int pair, int blocks, T* saved, T* flat, bool wantInput)
    {
        int lanes = Lanes.Count<T>();
        for (int b = 0; b < blocks; b++)
        {
            T* block = saved + (b * _blockLength), gradient = flat + (b * _gradientBlockLength);
            T* dy = gradient + stage.OutputGradientOffset;
            T* to = stage.Parameter < 0 ? gradient + stage.InputGradientOffset : dy;
            LaneActivation.Backward(stage.Activation, block + stage.OutputOffset, dy, to, (nint)stage.Units * lanes);
            if (stage.Parameter >= 0 && (call.Gradients[stage.Parameter] != null || call.Gradients[stage.Parameter + 1] != null))
            {
                int image = ((2 * pair) + b) * lanes;
                SaveForProduct(call, stage, image, Math.Min(lanes, call.Images - image), block + stage.InputOffset, dy);
            }
        }
        if (stage.Parameter >= 0 && wantInput)
        {
            stage.Gradient[blocks - 1].Row(flat + stage.OutputGradientOffset, flat + stage.InputGradientOffset, call.Packed + stage.GradientPacked, ZerosFor(stage.Features), 0, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardImages(in BackwardBody call, int image, int count, T* block, T* flat, T* imageGradients, T* convolved, T* sums)
    {
        int lanes = Lanes.Count<T>();
        T* one = imageGradients, two = imageGradients + _imageGradientLength, gradient = one;
        if (!_endsFlat)
        {
            var strides = StridesOf(_last);
            LaneLayout.Pack(call.Dy + (image * strides.Image), strides, count, gradient, new LaneImage(_last.Channels, _last.Height, _last.Width, lanes));
        }
        else if (_flattened is null) { gradient = flat; }
        else
        {
            for (int i = 0; i < _flattened.Length; i++) { Vector256.Load(flat + (i * lanes)).Store(gradient + _flattened[i]); }
        }
        var mask = Lanes.Mask<T>(count);
        for (int i = _images.Length - 1; i >= 0; i--)
        {
            T* next = gradient == one ? two : one;
            if (_images[i].Convolution is null) { BackwardPooling(_images[i], block, gradient, next); }
            else { BackwardConvolution(call, _images[i], block, gradient, next, convolved, sums, mask, wantInput: i > 0 || call.Dx != null); }
            gradient = next;
        }
        if (call.Dx != null)
        {
            var strides = StridesOf(_input);
            LaneLayout.Unpack(gradient, new LaneImage(_input.Channels, _input.Height, _input.Width, lanes), count, call.Dx + (image * strides.Image), strides);
        }
    }

    private struct BackwardBody : IParallelBody
    {
        public ChainPlan<T> Plan;
        public int Images, Pairs, Groups;
        public nint Padded;
        public T** Parameters, Gradients;
        public T* Saved, Dy, Dx, Packed, Sums, Rows, Columns;

        public readonly void Invoke(int part) => Plan.BackwardGroup(this, part);
    }
}
