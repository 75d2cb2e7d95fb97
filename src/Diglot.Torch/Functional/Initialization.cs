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

    /// <summary>gain times a random matrix with orthonormal rows or columns, whichever are fewer; all axes but the first count as one (Saxe et al. 2013).</summary>
    /// <param name="tensor">A weight of at least 2 axes.</param>
    /// <param name="gain">Factor.</param>
    public static Tensor orthogonal_(Tensor tensor, double gain = 1)
    {
        if (tensor.Rank < 2)
        {
            throw new ArgumentException($"Only tensors with 2 or more dimensions are supported; received {new Size(tensor.Shape)}.", nameof(tensor));
        }

        if (tensor.Length == 0)
        {
            return tensor;
        }

        var rows = tensor.Shape[0];
        var columns = checked((int)(tensor.Length / rows));
        var drawn = normal_(Tensor.Zeros([rows, columns]));
        var isWide = rows < columns;
        var values = (isWide ? drawn.Transpose() : drawn).ToArray<float>();
        Diglot.Tensors.Random.OrthogonalMatrix.Orthonormalise(values, Math.Max(rows, columns), Math.Min(rows, columns));
        var made = Tensor.From(values, isWide ? [columns, rows] : [rows, columns]);
        return Copied(tensor, ((isWide ? made.Transpose() : made) * gain).Reshape(tensor.Shape.ToArray()));
    }

    /// <summary>1 in the middle of the kernel from each input channel to the output channel of its number, else 0: a convolution that passes channels on.</summary>
    /// <param name="tensor">The weight of a convolution, of 3 to 5 axes.</param>
    /// <param name="groups">Groups of the convolution.</param>
    /// <exception cref="ArgumentException">Another number of axes, or output channels that the groups do not divide.</exception>
    public static Tensor dirac_(Tensor tensor, int groups = 1)
    {
        if (tensor.Rank is < 3 or > 5)
        {
            throw new ArgumentException($"Only tensors with 3, 4, or 5 dimensions are supported; received {new Size(tensor.Shape)}.", nameof(tensor));
        }

        if (tensor.Shape[0] % groups != 0)
        {
            throw new ArgumentException($"dim 0 must be divisible by groups; received {tensor.Shape[0]} and {groups}.", nameof(groups));
        }

        var (inputs, perGroup) = (tensor.Shape[1], tensor.Shape[0] / groups);
        var field = checked((int)(tensor.Length / ((long)tensor.Shape[0] * inputs)));
        var middle = 0;
        for (var axis = 2; axis < tensor.Rank; axis++)
        {
            middle = (middle * tensor.Shape[axis]) + (tensor.Shape[axis] / 2);
        }

        var values = new double[tensor.Length];
        for (var channel = 0; channel < tensor.Shape[0]; channel++)
        {
            if (channel % perGroup < inputs)
            {
                values[(((channel * inputs) + (channel % perGroup)) * field) + middle] = 1;
            }
        }

        return Copied(tensor, Tensor.From(values, tensor.Shape));
    }

    /// <summary>N(0, std²), with a share of each column set to 0 (Martens 2010).</summary>
    /// <param name="tensor">A matrix.</param>
    /// <param name="sparsity">Share of the rows that are 0 in each column.</param>
    /// <param name="std">Standard deviation of the others.</param>
    public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
    {
        if (tensor.Rank != 2)
        {
            throw new ArgumentException($"Only tensors with 2 dimensions are supported; received {new Size(tensor.Shape)}.", nameof(tensor));
        }

        normal_(tensor, 0, std);
        var (rows, columns) = (tensor.Shape[0], tensor.Shape[1]);
        var values = tensor.ToArray<double>();
        for (var column = 0; column < columns; column++)
        {
            foreach (var row in torch.randperm(rows).ToArray<long>().Take((int)Math.Ceiling(sparsity * rows)))
            {
                values[(row * columns) + column] = 0;
            }
        }

        return Copied(tensor, Tensor.From(values, tensor.Shape));
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

    private static Tensor Copied(Tensor tensor, Tensor values)
    {
        using (GradientMode.Disable())
        {
            return tensor.CopyFrom(values);
        }
    }

    private static Tensor Filled(Tensor tensor, double value)
    {
        using (GradientMode.Disable())
        {
            return tensor.Fill(value);
        }
    }
}
