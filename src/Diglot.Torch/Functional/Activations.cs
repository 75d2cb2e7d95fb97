namespace Diglot.Torch.Functional;

/// <summary>Activation functions of <c>torch.nn.functional</c>, element by element. At kinks the gradients are PyTorch's.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#non-linear-activation-functions.</remarks>
[Face("F")]
public static class Activations
{
    private const double SeluAlpha = 1.6732632423543772848170429916717;
    private const double SeluScale = 1.0507009873554804934193349852946;

    /// <summary>max(x, 0); gradient 0 at 0.</summary>
    public static Tensor relu(Tensor input, bool inplace = false) => FunctionTrace.Seen(Place(input, inplace, static x => x.Relu()), "ReLU", input);

    /// <summary>min(max(x, 0), 6); gradient 0 at both ends.</summary>
    public static Tensor relu6(Tensor input, bool inplace = false) => FunctionTrace.Seen(Limited(input, 0, 6, inplace), "ReLU6", input);

    /// <summary>x limited to [min_val, max_val]; gradient 0 at both ends.</summary>
    public static Tensor hardtanh(Tensor input, double min_val = -1, double max_val = 1, bool inplace = false)
        => FunctionTrace.Seen(Limited(input, min_val, max_val, inplace), min_val == -1 && max_val == 1 ? "Hardtanh" : min_val == 0 && max_val == 6 ? "ReLU6" : "Hardtanh(min_val, max_val)", input);

    /// <summary>x if positive, else negative_slope · x.</summary>
    public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false)
        => FunctionTrace.Seen(Place(input, inplace, x => Tensor.Where(x > 0, x, x * negative_slope)), "LeakyReLU", input, nameof(negative_slope), negative_slope);

    /// <summary>x if positive, else weight · x; one weight, or one for each channel (axis 1).</summary>
    public static Tensor prelu(Tensor input, Tensor weight)
    {
        if (weight.Length > 1)
        {
            var channels = input.Rank > 1 ? input.Shape[1] : 1;
            if (weight.Length != channels)
            {
                throw new ArgumentException($"Mismatch of parameter numbers and input channel size. Found parameter numbers = {weight.Length} and channel size = {channels}.", nameof(weight));
            }

            weight = weight.Reshape([1, channels, .. Enumerable.Repeat(1, input.Rank - 2)]);
        }

        return Tensor.Where(input > 0, input, weight * input);
    }

    /// <summary>x if positive, else slope · x with a slope drawn from [lower, upper] for each element in training, their mean otherwise.</summary>
    public static Tensor rrelu(Tensor input, double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = false, bool inplace = false)
        => Place(input, inplace, x => training ? Tensor.Where(x > 0, x, x * RandomTensors.Slopes(x, lower, upper)) : leaky_relu(x, (lower + upper) / 2));

    /// <summary>x if positive, else alpha · (eˣ − 1).</summary>
    public static Tensor elu(Tensor input, double alpha = 1.0, bool inplace = false)
        => FunctionTrace.Seen(Place(input, inplace, x => Tensor.Where(x > 0, x, x.Clamp(high: 0).Expm1() * alpha)), "ELU", input, nameof(alpha), alpha);

    /// <summary>Scaled ELU: 1.0507 · elu(x, 1.6733), which keeps mean 0 and variance 1.</summary>
    public static Tensor selu(Tensor input, bool inplace = false)
        => FunctionTrace.Seen(Place(input, inplace, static x => Tensor.Where(x > 0, x * SeluScale, x.Clamp(high: 0).Expm1() * (SeluAlpha * SeluScale))), "SELU", input);

    /// <summary>max(0, x) + min(0, alpha · (e^(x/alpha) − 1)).</summary>
    public static Tensor celu(Tensor input, double alpha = 1.0, bool inplace = false)
        => FunctionTrace.Seen(Place(input, inplace, x => Tensor.Where(x > 0, x, (x.Clamp(high: 0) / alpha).Expm1() * alpha)), "CELU", input, nameof(alpha), alpha);

    /// <summary>x · Φ(x), with the normal distribution's Φ exact (<c>none</c>) or by its tanh approximation (<c>tanh</c>). Keras: <c>approximate=True</c>.</summary>
    public static Tensor gelu(Tensor input, string approximate = "none")
        => FunctionTrace.Seen(Arguments.OneOf(approximate, nameof(approximate), "none", "tanh") == "none"
            ? input * 0.5 * ((input * Math.Sqrt(0.5)).Erf() + 1)
            : input * 0.5 * (((input + (input * input * input * 0.044715)) * Math.Sqrt(2 / Math.PI)).Tanh() + 1), approximate == "tanh" ? "GELU(tanh)" : "GELU", input);

    /// <summary>The first half along an axis times the sigmoid of the second half.</summary>
    public static Tensor glu(Tensor input, int dim = -1)
    {
        var length = input.Shape[dim];
        return length % 2 == 0
            ? input.Slice(dim, 0, length / 2) * input.Slice(dim, length / 2, length / 2).Sigmoid()
            : throw new ArgumentException($"Halving dimension must be even, but dimension {dim} is size {length}", nameof(dim));
    }

    /// <summary>x where |x| &gt; lambd, else 0.</summary>
    public static Tensor hardshrink(Tensor input, double lambd = 0.5) => FunctionTrace.Seen(Tensor.Where(input.Abs() > lambd, input, Zero(input)), "Hardshrink", input, nameof(lambd), lambd);

    /// <summary>x moved by lambd towards 0, 0 where |x| ≤ lambd.</summary>
    public static Tensor softshrink(Tensor input, double lambd = 0.5)
        => FunctionTrace.Seen(Tensor.Where(input > lambd, input - lambd, Tensor.Where(input < -lambd, input + lambd, Zero(input))), "Softshrink", input, nameof(lambd), lambd);

    /// <summary>x − tanh x.</summary>
    public static Tensor tanhshrink(Tensor input) => FunctionTrace.Seen(input - input.Tanh(), "Tanhshrink", input);

    /// <summary>x where x &gt; threshold, else value.</summary>
    public static Tensor threshold(Tensor input, double threshold, double value, bool inplace = false)
        => Place(input, inplace, x => Tensor.Where(x > threshold, x, Zero(x) + value));

    /// <summary>min(max(x + 3, 0), 6) / 6. Keras's <c>hard_sigmoid</c> is the same since Keras 3; before, it was 0.2 · x + 0.5.</summary>
    public static Tensor hardsigmoid(Tensor input, bool inplace = false)
        => FunctionTrace.Seen(Place(input, inplace, static x => Inside(x, -3, 3, (x.Detach().Clamp(-3, 3) + 3) / 6, static x => (x + 3) / 6)), "Hardsigmoid", input);

    /// <summary>x · hardsigmoid(x).</summary>
    public static Tensor hardswish(Tensor input, bool inplace = false)
        => FunctionTrace.Seen(Place(input, inplace, static x => Tensor.Where(x <= -3, Zero(x), Tensor.Where(x >= 3, x, x * (x + 3) / 6))), "Hardswish", input);

    /// <summary>x · sigmoid(x), also known as swish.</summary>
    public static Tensor silu(Tensor input, bool inplace = false) => FunctionTrace.Seen(Place(input, inplace, static x => x * x.Sigmoid()), "SiLU", input);

    /// <summary>x · tanh(softplus(x)).</summary>
    public static Tensor mish(Tensor input, bool inplace = false) => FunctionTrace.Seen(Place(input, inplace, static x => x * x.Softplus().Tanh()), "Mish", input);

    /// <summary>log(1 + e^(beta·x)) / beta; x itself where beta · x &gt; threshold.</summary>
    public static Tensor softplus(Tensor input, double beta = 1.0, double threshold = 20.0)
        => FunctionTrace.Seen(Tensor.Where(input * beta > threshold, input, (input * beta).Softplus() / beta), "Softplus", input, nameof(beta), beta);

    /// <summary>x / (1 + |x|).</summary>
    public static Tensor softsign(Tensor input) => FunctionTrace.Seen(input / (input.Abs() + 1), "Softsign", input);

    /// <summary>log(sigmoid(x)).</summary>
    public static Tensor logsigmoid(Tensor input) => FunctionTrace.Seen(-(-input).Softplus(), "LogSigmoid", input);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Tensor sigmoid(Tensor input) => input.Sigmoid();

    /// <summary>Hyperbolic tangent.</summary>
    public static Tensor tanh(Tensor input) => input.Tanh();

    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public static Tensor softmax(Tensor input, int? dim = null, DType? dtype = null) => FunctionTrace.Seen(Converted(input, dtype).Softmax(Axis(input, dim)), "Softmax", input, "dim", dim ?? Axis(input, dim));

    /// <summary>softmax(−x) along an axis.</summary>
    public static Tensor softmin(Tensor input, int? dim = null, DType? dtype = null) => (-Converted(input, dtype)).Softmax(Axis(input, dim));

    /// <summary>x − log Σ eˣ along an axis.</summary>
    public static Tensor log_softmax(Tensor input, int? dim = null, DType? dtype = null) => FunctionTrace.Seen(Converted(input, dtype).LogSoftmax(Axis(input, dim)), "LogSoftmax", input, "dim", dim ?? Axis(input, dim));

    private static Tensor Limited(Tensor input, double low, double high, bool inplace)
        => Place(input, inplace, x => Inside(x, low, high, x.Detach().Clamp(low, high)));

    /// <summary>With PyTorch's in-place switch the result also overwrites the input.</summary>
    internal static Tensor Place(Tensor input, bool inplace, Func<Tensor, Tensor> function)
    {
        if (!inplace)
        {
            return function(input);
        }

        // The gradient needs the old values, so they are kept apart from the memory that changes.
        return input.CopyFrom(function(input.RequiresGrad ? input.Clone() : input));
    }

    /// <summary>A function inside an open interval; at and beyond its ends a constant, without gradient.</summary>
    private static Tensor Inside(Tensor x, double low, double high, Tensor outside, Func<Tensor, Tensor>? function = null)
        => Tensor.Where((x > low) & (x < high), function is null ? x : function(x), outside);

    private static Tensor Zero(Tensor x) => Tensor.Zeros(Shape.Scalar, x.Type);

    private static Tensor Converted(Tensor input, DType? dtype) => dtype is { } type ? input.To(type) : input;

    /// <summary>Without an axis PyTorch takes 0 for tensors of 0, 1 and 3 axes, and 1 for others.</summary>
    private static int Axis(Tensor input, int? dim) => dim ?? (input.Rank is 0 or 1 or 3 ? 0 : 1);
}
