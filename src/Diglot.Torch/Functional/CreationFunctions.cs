using Diglot.Tensors.Random;

namespace Diglot.Torch.Functional;

/// <summary>New tensors, by <c>torch</c>'s names. float32 unless a type is given or follows from the values.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/torch.html#creation-ops.</remarks>
[Face("torch")]
public static class CreationFunctions
{
    /// <summary>A tensor of C# values: a number, an array of any rank, or nested lists; floating point becomes float32, whole numbers int64.</summary>
    /// <param name="data">The values.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="requires_grad">Whether gradients are collected.</param>
    public static Tensor tensor(object data, DType? dtype = null, bool requires_grad = false) => TensorLiteral.Of(data, dtype, requires_grad);

    /// <summary>Zeros.</summary>
    public static Tensor zeros(IntOrTuple size, DType? dtype = null, bool requires_grad = false) => new(NDArray.Zeros(size.ToArray(), dtype ?? DType.Float32), requires_grad);

    /// <summary>Zeros of a shape given as numbers.</summary>
    public static Tensor zeros(params int[] size) => Tensor.Zeros(size);

    /// <summary>Ones.</summary>
    public static Tensor ones(IntOrTuple size, DType? dtype = null, bool requires_grad = false) => new(NDArray.Full(size.ToArray(), 1, dtype ?? DType.Float32), requires_grad);

    /// <summary>Ones of a shape given as numbers.</summary>
    public static Tensor ones(params int[] size) => Tensor.Ones(size);

    /// <summary>One number everywhere.</summary>
    public static Tensor full(IntOrTuple size, double fill_value, DType? dtype = null, bool requires_grad = false) => new(NDArray.Full(size.ToArray(), fill_value, dtype ?? DType.Float32), requires_grad);

    /// <summary>A tensor whose values are unspecified until they are set (here zeros).</summary>
    public static Tensor empty(params int[] size) => Tensor.Zeros(size);

    /// <summary>Zeros of another tensor's shape and type.</summary>
    public static Tensor zeros_like(Tensor input, DType? dtype = null) => Tensor.Zeros(input.Shape, dtype ?? input.Type);

    /// <summary>Ones of another tensor's shape and type.</summary>
    public static Tensor ones_like(Tensor input, DType? dtype = null) => Tensor.Ones(input.Shape, dtype ?? input.Type);

    /// <summary>One number in another tensor's shape and type.</summary>
    public static Tensor full_like(Tensor input, double fill_value, DType? dtype = null) => Tensor.Full(input.Shape, fill_value, dtype ?? input.Type);

    /// <summary>0, 1 … before end, int64.</summary>
    public static Tensor arange(int end, DType? dtype = null) => new(NDArray.Arange(0, end, 1, dtype ?? DType.Int64));

    /// <summary>start, start + step … before end, int64.</summary>
    public static Tensor arange(int start, int end, int step = 1, DType? dtype = null) => new(NDArray.Arange(start, end, step, dtype ?? DType.Int64));

    /// <summary>start, start + step … before end, float32.</summary>
    public static Tensor arange(double start, double end, double step = 1, DType? dtype = null) => new(NDArray.Arange(start, end, step, dtype ?? DType.Float32));

    /// <summary>Evenly spaced numbers from start to end, both included.</summary>
    public static Tensor linspace(double start, double end, int steps, DType? dtype = null)
    {
        var step = steps > 1 ? (end - start) / (steps - 1) : 0;
        var values = Enumerable.Range(0, steps).Select(i => i < steps / 2 ? start + (step * i) : end - (step * (steps - 1 - i))).ToArray();
        return Tensor.From(values).To(dtype ?? DType.Float32);
    }

    /// <summary>1 on the diagonal, else 0.</summary>
    public static Tensor eye(int n, int? m = null, DType? dtype = null)
    {
        var result = Tensor.Zeros([n, m ?? n], dtype ?? DType.Float32);
        result.Diagonal().Fill(1);
        return result;
    }

    /// <summary>Uniform random numbers from [0, 1).</summary>
    public static Tensor rand(IntOrTuple size, DType? dtype = null, bool requires_grad = false) => Random(size.ToArray(), dtype, requires_grad, normal: false);

    /// <summary>Uniform random numbers of a shape given as numbers.</summary>
    public static Tensor rand(params int[] size) => Random(size, null, false, normal: false);

    /// <summary>Normally distributed random numbers, mean 0 and deviation 1.</summary>
    public static Tensor randn(IntOrTuple size, DType? dtype = null, bool requires_grad = false) => Random(size.ToArray(), dtype, requires_grad, normal: true);

    /// <summary>Normally distributed random numbers of a shape given as numbers.</summary>
    public static Tensor randn(params int[] size) => Random(size, null, false, normal: true);

    /// <summary>Uniform random numbers in another tensor's shape and type.</summary>
    public static Tensor rand_like(Tensor input) => Random(input.Shape, input.Type, false, normal: false);

    /// <summary>Normally distributed random numbers in another tensor's shape and type.</summary>
    public static Tensor randn_like(Tensor input) => Random(input.Shape, input.Type, false, normal: true);

    /// <summary>Whole random numbers from low to below high.</summary>
    public static Tensor randint(int low, int high, IntOrTuple size)
    {
        var values = new long[size.ToArray().Aggregate(1L, static (product, length) => product * length)];
        TorchRandom.Default.RandInt(values, low, high);
        return Tensor.From(values, size.ToArray());
    }

    /// <summary>Whole random numbers from 0 to below high.</summary>
    public static Tensor randint(int high, IntOrTuple size) => randint(0, high, size);

    /// <summary>0 … n − 1 in random order.</summary>
    public static Tensor randperm(int n) => Tensor.From(TorchRandom.Default.RandPerm(n));

    /// <summary>1 with the probability that each element names, else 0.</summary>
    public static Tensor bernoulli(Tensor input) => RandomTensors.Bernoulli(input);

    /// <summary>Seeds the default generator: initial weights, dropout and shuffling are then PyTorch's for that seed.</summary>
    /// <param name="seed">The seed.</param>
    public static TorchGenerator manual_seed(long seed) => TorchRandom.ManualSeed(seed);

    private static Tensor Random(Shape shape, DType? dtype, bool requiresGrad, bool normal)
    {
        var result = Tensor.Zeros(shape, dtype ?? DType.Float32);
        _ = normal ? RandomTensors.Normal(result, 0, 1) : RandomTensors.Uniform(result, 0, 1);
        result.RequiresGrad = requiresGrad;
        return result;
    }
}
