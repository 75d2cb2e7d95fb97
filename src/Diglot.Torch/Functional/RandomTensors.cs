using Diglot.Tensors.Random;

namespace Diglot.Torch.Functional;

/// <summary>Random tensors from PyTorch's default generator: with the same seed, PyTorch's own numbers.</summary>
internal static class RandomTensors
{
    [ThreadStatic]
    private static bool _isSkipped;

    /// <summary>Until disposed, tensors stay as they are and nothing is drawn: what modules start with is about to be replaced.</summary>
    public static IDisposable Skip()
    {
        var scope = new SkipScope(_isSkipped);
        _isSkipped = true;
        return scope;
    }

    /// <summary>Fills with numbers from [low, high).</summary>
    public static Tensor Uniform(Tensor tensor, double low, double high)
        => Filled(tensor, values => TorchRandom.Default.Uniform(values, low, high), values => TorchRandom.Default.Uniform(values, low, high));

    /// <summary>Fills with normally distributed numbers.</summary>
    public static Tensor Normal(Tensor tensor, double mean, double std)
        => Filled(tensor, values => TorchRandom.Default.Normal(values, mean, std), values => TorchRandom.Default.Normal(values, mean, std));

    /// <summary>Fills with normally distributed numbers drawn anew while outside [a, b].</summary>
    public static Tensor TruncatedNormal(Tensor tensor, double mean, double std, double a, double b)
        => Filled(tensor, values => TorchRandom.Default.TruncatedNormal(values, mean, std, a, b), null);

    /// <summary>1 with probability p, else 0, in a new tensor.</summary>
    public static Tensor Bernoulli(Shape shape, DType type, double p)
    {
        var values = new float[shape.Length];
        TorchRandom.Default.Bernoulli(values, p);
        return Tensor.From(values, shape).To(type);
    }

    /// <summary>1 with the probability that each element names, else 0.</summary>
    public static Tensor Bernoulli(Tensor probabilities)
    {
        var values = new float[probabilities.Length];
        TorchRandom.Default.Bernoulli(probabilities.ToArray<float>(), values);
        return Tensor.From(values, probabilities.Shape).To(probabilities.Type);
    }

    /// <summary>Slopes of a randomized leaky ReLU: drawn for elements that are not positive only.</summary>
    public static Tensor Slopes(Tensor x, double lower, double upper)
    {
        var slopes = x.ToArray<float>();
        var draws = new float[1];
        for (var i = 0; i < slopes.Length; i++)
        {
            if (slopes[i] <= 0)
            {
                TorchRandom.Default.Uniform(draws, lower, upper);
                slopes[i] = draws[0];
            }
            else
            {
                slopes[i] = 1;
            }
        }

        return Tensor.From(slopes, x.Shape).To(x.Type);
    }

    private static Tensor Filled(Tensor tensor, FillSpan<float> narrow, FillSpan<double>? wide)
    {
        if (_isSkipped)
        {
            return tensor;
        }

        using var mode = Autograd.Tape.GradientMode.Disable();
        if (tensor.Type == DType.Float64 && wide is not null)
        {
            var values = new double[tensor.Length];
            wide(values);
            return tensor.CopyFrom(Tensor.From(values, tensor.Shape));
        }

        var floats = new float[tensor.Length];
        narrow(floats);
        return tensor.CopyFrom(Tensor.From(floats, tensor.Shape));
    }

    private readonly struct SkipScope(bool before) : IDisposable
    {
        public void Dispose() => _isSkipped = before;
    }

    private delegate void FillSpan<T>(Span<T> values);
}
