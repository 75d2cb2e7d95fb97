using CsCheck;
using Diglot.Tensors.Kernels.Elementwise;
using Diglot.Tensors.Operators;
using Diglot.Tensors.Threading;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels.Elementwise;

[Collection(nameof(Workers))]
public sealed unsafe class ElementwiseTests : IDisposable
{
    readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    static float[] Floats(int length, int seed = 1)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() - 0.5) * 8))];
    }

    [Fact]
    public void Function_gives_every_element_the_same_result_at_every_length_and_position()
    {
        var values = Floats(256);
        using var one = new Buffer<float>([0f]);
        var expected = new float[256];
        for (int i = 0; i < 256; i++)
        {
            one.Span[0] = values[i];
            ElementwiseLoops.Function<Tanh, float>(one, one, 1);
            expected[i] = one.Span[0];
        }
        for (int length = 0; length <= 256; length++)
        {
            using var x = new Buffer<float>(values.Take(length));
            using var y = new Buffer<float>(length);
            ElementwiseLoops.Function<Tanh, float>(x, y, length);
            Assert.Equal(expected.Take(length), y.ToArray());
        }
    }

    [Fact]
    public void Binary_equals_its_definition_at_every_length_with_arrays_numbers_and_steps()
    {
        var (left, right) = (Floats(600, 2), Floats(600, 3));
        using var x = new Buffer<float>(left);
        using var y = new Buffer<float>(right);
        for (int length = 0; length <= 300; length++)
        {
            using var z = new Buffer<float>(length);
            foreach (var (stepX, stepY) in new[] { (1, 1), (1, 0), (0, 1), (0, 0), (2, 1), (1, 2) })
            {
                ElementwiseLoops.Binary<Subtract, float>(x, stepX, y, stepY, z, length);
                for (int i = 0; i < length; i++)
                    Assert.Equal(left[i * stepX] - right[i * stepY], z.Span[i]);
            }
        }
    }

    [Fact]
    public void Compare_gives_bytes_0_and_1_at_every_length()
    {
        var (left, right) = (Floats(300, 2), Floats(300, 3));
        left[5] = float.NaN;
        right[6] = left[6];
        using var x = new Buffer<float>(left);
        using var y = new Buffer<float>(right);
        using var wideX = new Buffer<double>(left.Select(a => (double)a));
        using var wideY = new Buffer<double>(right.Select(a => (double)a));
        for (int length = 0; length <= 300; length++)
        {
            using var z = new Buffer<byte>(length);
            ElementwiseLoops.Compare<LessEqual, float>(x, 1, y, 1, z, length);
            Assert.Equal(left.Zip(right, (a, b) => a <= b ? (byte)1 : (byte)0).Take(length), z.ToArray());
            ElementwiseLoops.Compare<Greater, double>(wideX, 1, wideY, 0, z, length);
            Assert.Equal(left.Select(a => a > right[0] ? (byte)1 : (byte)0).Take(length), z.ToArray());
        }
    }

    [Fact]
    public void Loops_walk_any_strides_and_repeat_elements_with_stride_0()
    {
        // Random shapes; each operand is a transposed, broadcast or stepped view.
        var cases = Gen.Int[1, 4].SelectMany(rank => Gen.Select(Gen.Int[1, 6].Array[rank], Gen.Int[0, 3].Array[rank], Gen.Int[0, 3].Array[rank], Gen.Bool));
        cases.Sample(
            sample =>
            {
                var (shape, kindX, kindY, reversed) = sample;
                var (xStrides, xSize) = Strides(shape, kindX, reversed);
                var (yStrides, ySize) = Strides(shape, kindY, false);
                var (zStrides, zSize) = Strides(shape, [.. shape.Select(_ => 1)], reversed);
                using var x = new Buffer<int>(Enumerable.Range(1, xSize));
                using var y = new Buffer<int>(Enumerable.Range(100, ySize));
                using var z = new Buffer<int>(new int[zSize]);
                var loop = StridedLoop.Create(shape, xStrides, yStrides, default, zStrides);
                loop.Run(new Multiplication { X = x, Y = y, Z = z, StepX = loop.Step(0), StepY = loop.Step(1), StepZ = loop.Step(3) });
                foreach (var index in Indices(shape))
                    Assert.Equal(x.Span[At(index, xStrides)] * y.Span[At(index, yStrides)], z.Span[At(index, zStrides)]);
            },
            iter: 1000);
    }

    struct Multiplication : IRow
    {
        internal int* X, Y, Z;
        internal long StepX, StepY, StepZ;

        public readonly void Invoke(nint first, nint second, nint third, nint result, nint length)
        {
            for (nint i = 0; i < length; i++)
                Z[result + (i * StepZ)] = X[first + (i * StepX)] * Y[second + (i * StepY)];
        }
    }

    static (long[] Strides, int Size) Strides(int[] shape, int[] kinds, bool reversed)
    {
        var strides = new long[shape.Length];
        long size = 1;
        foreach (int axis in Enumerable.Range(0, shape.Length).OrderBy(axis => reversed ? axis : -axis))
        {
            // 0: repeated, 1 and 3: dense, 2: every second.
            strides[axis] = kinds[axis] == 0 ? 0 : kinds[axis] == 2 ? 2 * size : size;
            size = kinds[axis] == 0 ? size : size * shape[axis] * (kinds[axis] == 2 ? 2 : 1);
        }
        return (strides, (int)size);
    }

    static IEnumerable<int[]> Indices(int[] shape)
    {
        for (int flat = 0; flat < shape.Aggregate(1, (a, b) => a * b); flat++)
        {
            var index = new int[shape.Length];
            for (int axis = shape.Length - 1, rest = flat; axis >= 0; rest /= shape[axis--])
                index[axis] = rest % shape[axis];
            yield return index;
        }
    }

    static int At(int[] index, long[] strides) => (int)index.Zip(strides, (i, s) => i * s).Sum();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Large_arrays_are_computed_whole_when_cut_into_parts(int threads)
    {
        Workers.Count = threads;
        const int rows = 300, columns = 701;
        var x = NDArray.From(Floats(rows * columns), [rows, columns]);
        var bias = NDArray.From(Floats(columns, 5), [columns]);
        var (values, offsets) = (x.ToArray<float>(), bias.ToArray<float>());
        var sums = NDArray.Binary<Add>(x, bias).ToArray<float>();
        var turned = NDArray.Binary<Subtract>(x.Permute(1, 0), x.Permute(1, 0).Copy()).ToArray<float>();
        var chosen = NDArray.Where(NDArray.Compare<Greater>(x, bias), x, bias).ToArray<float>();
        for (int i = 0; i < rows * columns; i++)
        {
            Assert.Equal(values[i] + offsets[i % columns], sums[i]);
            Assert.Equal(Math.Max(values[i], offsets[i % columns]), chosen[i]);
            Assert.Equal(0, turned[i]);
        }
    }

    [Fact]
    public void Empty_arrays_and_scalars_are_walked()
    {
        var scalar = NDArray.From(new[] { 5L }, []);
        Assert.Equal([10L], NDArray.Binary<Add>(scalar, scalar).ToArray<long>());
        Assert.Empty(NDArray.Binary<Add>(NDArray.From(Array.Empty<long>(), [0, 3]), scalar).ToArray<long>());
    }
}
