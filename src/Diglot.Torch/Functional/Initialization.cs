using Diglot.Autograd.Tape;

namespace Diglot.Torch.Functional;

/// <summary><c>torch.nn.init</c>: fills a tensor in place and gives it back; drawn from PyTorch's default generator, so that a seed gives PyTorch's numbers.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.init.html. A weight has shape (out, in, …): fan_in = in · kernel size, fan_out = out · kernel size.</remarks>
[Face("nn.init")]
public static class Initialization
{
    /// <summary>U(a, b).</summary>
    public static Tensor uniform_(Tensor tensor, double a = 0.0, double b = 1.0) => RandomTensors.Uniform(tensor, a, b);

    /// <summary>N(mean, std²).</summary>
    public static Tensor normal_(Tensor tensor, double mean = 0.0, double std = 1.0) => RandomTensors.Normal(tensor, mean, std);

    /// <summary>N(mean, std²), drawn anew while outside [a, b].</summary>
    public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0)
        => RandomTensors.TruncatedNormal(tensor, mean, std, a, b);

    /// <summary>One number everywhere.</summary>
    public static Tensor constant_(Tensor tensor, double val) => Filled(tensor, val);

    /// <summary>1 everywhere.</summary>
    public static Tensor ones_(Tensor tensor) => Filled(tensor, 1);

    /// <summary>0 everywhere.</summary>
    public static Tensor zeros_(Tensor tensor) => Filled(tensor, 0);

    /// <summary>1 on the diagonal of a matrix, else 0.</summary>
    public static Tensor eye_(Tensor tensor)
    {
        if (tensor.Rank != 2)
        {
            throw new ArgumentException($"Only tensors with 2 dimensions are supported; received {new Size(tensor.Shape)}.", nameof(tensor));
        }

        Filled(tensor, 0);
        tensor.Detach().Diagonal().Fill(1);
        return tensor;
    }

    /// <summary>U(−a, a) with a = gain · √(6 / (fan_in + fan_out)) (Glorot and Bengio 2010).</summary>
    public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
    {
        var (fanIn, fanOut) = Fans(tensor);
        var bound = Math.Sqrt(3.0) * gain * Math.Sqrt(2.0 / (fanIn + fanOut));
        return uniform_(tensor, -bound, bound);
    }

    /// <summary>N(0, gain² · 2 / (fan_in + fan_out)).</summary>
    public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0)
    {
        var (fanIn, fanOut) = Fans(tensor);
        return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
    }

    /// <summary>U(−b, b) with b = gain · √(3 / fan) (He et al. 2015).</summary>
    /// <param name="tensor">The weight.</param>
    /// <param name="a">Negative slope of the leaky ReLU that follows.</param>
    /// <param name="mode"><c>fan_in</c> or <c>fan_out</c>.</param>
    /// <param name="nonlinearity">What follows, as for <see cref="calculate_gain"/>.</param>
    public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, string mode = "fan_in", string nonlinearity = "leaky_relu")
    {
        var bound = Math.Sqrt(3.0) * (calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode)));
        return uniform_(tensor, -bound, bound);
    }

    /// <summary>N(0, gain² / fan).</summary>
    /// <param name="tensor">The weight.</param>
    /// <param name="a">Negative slope of the leaky ReLU that follows.</param>
    /// <param name="mode"><c>fan_in</c> or <c>fan_out</c>.</param>
    /// <param name="nonlinearity">What follows, as for <see cref="calculate_gain"/>.</param>
    public static Tensor kaiming_normal_(Tensor tensor, double a = 0, string mode = "fan_in", string nonlinearity = "leaky_relu")
        => normal_(tensor, 0, calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode)));

    /// <summary>The factor by which a nonlinearity asks weights to be larger.</summary>
    /// <param name="nonlinearity">Its name.</param>
    /// <param name="param">Slope of the leaky ReLU.</param>
    public static double calculate_gain(string nonlinearity, double? param = null)
        => Arguments.OneOf(nonlinearity, nameof(nonlinearity), "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid", "tanh", "relu", "leaky_relu", "selu") switch
        {
            "tanh" => 5.0 / 3,
            "relu" => Math.Sqrt(2.0),
            "leaky_relu" => Math.Sqrt(2.0 / (1 + ((param ?? 0.01) * (param ?? 0.01)))),
            "selu" => 3.0 / 4,
            _ => 1,
        };

    internal static long FanIn(Tensor weight) => Fans(weight).In;

    private static long Fan(Tensor tensor, string mode)
        => Arguments.OneOf(mode, nameof(mode), "fan_in", "fan_out") == "fan_in" ? Fans(tensor).In : Fans(tensor).Out;

    private static (long In, long Out) Fans(Tensor tensor)
    {
        if (tensor.Rank < 2)
        {
            throw new ArgumentException($"Fan in and fan out can not be computed for tensor with fewer than 2 dimensions; received {new Size(tensor.Shape)}.", nameof(tensor));
        }

        var field = 1L;
        for (var axis = 2; axis < tensor.Rank; axis++)
        {
            field *= tensor.Shape[axis];
        }

        return (tensor.Shape[1] * field, tensor.Shape[0] * field);
    }

    private static Tensor Filled(Tensor tensor, double value)
    {
        using (GradientMode.Disable())
        {
            return tensor.Fill(value);
        }
    }
}
