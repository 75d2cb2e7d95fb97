using Diglot.Keras.Losses;

namespace Diglot.Keras.Activations;

/// <summary>The functions of <c>keras.activations</c>: input x, any shape, result of the same shape. See keras.io/api/layers/activations.</summary>
public static class ActivationFunctions
{
    private const double SeluAlpha = 1.6732632423543772848170429916717;
    private const double SeluScale = 1.0507009873554804934193349852946;

    /// <summary>The function of a name.</summary>
    public static ActivationFunction get(string name) => name;

    /// <summary>y = x.</summary>
    public static Tensor linear(Tensor x) => x;

    /// <summary>
    /// max(x, 0) by default; in general <paramref name="max_value"/> above it, x from <paramref name="threshold"/> on, and
    /// <paramref name="negative_slope"/> · (x − threshold) below.
    /// </summary>
    public static Tensor relu(Tensor x, double negative_slope = 0, double? max_value = null, double threshold = 0)
    {
        if (negative_slope == 0 && threshold == 0)
        {
            return max_value is { } most ? x.Clamp(0, most) : x.Relu();
        }

        var kept = threshold == 0 ? x.Relu() : Tensor.Where(x.Greater(threshold), x, x * 0);
        kept = max_value is { } limit ? kept.Clamp(null, limit) : kept;
        return negative_slope == 0 ? kept : kept - ((threshold - x).Relu() * negative_slope);
    }

    /// <summary>min(max(x, 0), 6).</summary>
    public static Tensor relu6(Tensor x) => x.Clamp(0, 6);

    /// <summary>x where positive, else <paramref name="negative_slope"/> · x. (The layer LeakyReLU has slope 0.3, PyTorch's 0.01.)</summary>
    public static Tensor leaky_relu(Tensor x, double negative_slope = 0.2) => Tensor.Where(x.Greater(0), x, x * negative_slope);

    /// <summary>x where positive, else α (eˣ − 1).</summary>
    public static Tensor elu(Tensor x, double alpha = 1) => Tensor.Where(x.Greater(0), x, x.Clamp(null, 0).Expm1() * alpha);

    /// <summary>1.0507 · elu(x, 1.6733).</summary>
    public static Tensor selu(Tensor x) => elu(x, SeluAlpha) * SeluScale;

    /// <summary>max(x, 0) + min(0, α (e^(x/α) − 1)).</summary>
    public static Tensor celu(Tensor x, double alpha = 1) => Tensor.Where(x.Greater(0), x, (x.Clamp(null, 0) / alpha).Expm1() * alpha);

    /// <summary>x · Φ(x), by the error function, or by its tanh approximation.</summary>
    public static Tensor gelu(Tensor x, bool approximate = false) => approximate
        ? x * (((x + (x * x * x * 0.044715)) * Math.Sqrt(2 / Math.PI)).Tanh() + 1) * 0.5
        : x * ((x * Math.Sqrt(0.5)).Erf() + 1) * 0.5;

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Tensor sigmoid(Tensor x) => LogitsMemory.Sigmoided(x, x.Sigmoid());

    /// <summary>relu6(x + 3) / 6. (Keras 2: clip(0.2 x + 0.5).)</summary>
    public static Tensor hard_sigmoid(Tensor x) => relu6(x + 3) / 6;

    /// <summary>Hyperbolic tangent.</summary>
    public static Tensor tanh(Tensor x) => x.Tanh();

    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public static Tensor softmax(Tensor x, int axis = -1) => LogitsMemory.Softmaxed(x, x.Softmax(axis));

    /// <summary>x − log Σ eˣ along an axis.</summary>
    public static Tensor log_softmax(Tensor x, int axis = -1) => x.LogSoftmax(axis);

    /// <summary>log(1 + eˣ).</summary>
    public static Tensor softplus(Tensor x) => x.Softplus();

    /// <summary>x / (1 + |x|).</summary>
    public static Tensor softsign(Tensor x) => x / (x.Abs() + 1);

    /// <summary>eˣ.</summary>
    public static Tensor exponential(Tensor x) => x.Exp();

    /// <summary>x · sigmoid(x), also called swish.</summary>
    public static Tensor silu(Tensor x) => x * x.Sigmoid();

    /// <summary>x · hard_sigmoid(x), also called hard_swish.</summary>
    public static Tensor hard_silu(Tensor x) => x * hard_sigmoid(x);

    /// <summary>x · tanh(softplus(x)).</summary>
    public static Tensor mish(Tensor x) => x * x.Softplus().Tanh();

    /// <summary>log(sigmoid(x)).</summary>
    public static Tensor log_sigmoid(Tensor x) => -(-x).Softplus();

    /// <summary>x − tanh(x).</summary>
    public static Tensor tanh_shrink(Tensor x) => x - x.Tanh();

    /// <summary>x where |x| exceeds the threshold, else 0.</summary>
    public static Tensor hard_shrink(Tensor x, double threshold = 0.5) => Tensor.Where(x.Abs().Greater(threshold), x, x * 0);

    /// <summary>x moved towards 0 by the threshold, 0 within it.</summary>
    public static Tensor soft_shrink(Tensor x, double threshold = 0.5) => (x - threshold).Relu() - (-x - threshold).Relu();

    /// <summary>x where it exceeds the threshold, else the default value.</summary>
    public static Tensor threshold(Tensor x, double threshold, double default_value)
        => Tensor.Where(x.Greater(threshold), x, (x * 0) + default_value);

    /// <summary>(x + √(x² + b)) / 2.</summary>
    public static Tensor squareplus(Tensor x, double b = 4) => (x + (x.Square() + b).Sqrt()) * 0.5;

    /// <summary>0 below −1, x above 1, (x + 1)² / 4 between.</summary>
    public static Tensor sparse_plus(Tensor x)
        => Tensor.Where(x.LessOrEqual(-1), x * 0, Tensor.Where(x.Less(1), (x + 1).Square() * 0.25, x));

    /// <summary>0 below −1, 1 above 1, (x + 1) / 2 between.</summary>
    public static Tensor sparse_sigmoid(Tensor x) => (x.Clamp(-1, 1) + 1) * 0.5;

    /// <summary>max(x − τ, 0) along an axis, with τ as Keras computes it. After Martins and Astudillo, "From Softmax to Sparsemax", 2016.</summary>
    /// <remarks>The paper takes τ from the last running sum within the support; Keras adds up all of them, and so does this.</remarks>
    public static Tensor sparsemax(Tensor x, int axis = -1)
    {
        axis = axis < 0 ? axis + x.Rank : axis;
        var last = x.Rank - 1;
        var moved = x.Transpose(axis, last);
        var sorted = moved.Sort(-1, descending: true).Values;
        var sums = sorted.CumulativeSum(last);
        var ranks = new Tensor(NDArray.Arange(1, moved.Shape[-1] + 1, 1, x.Type));
        var support = (sorted - ((sums - 1) / ranks)).Greater(0).To(x.Type);
        var excess = ((sums * support).Sum([last], keepAxes: true) - 1) / support.Sum([last], keepAxes: true);
        return (moved - excess).Relu().Transpose(axis, last);
    }

    /// <summary>The first half along an axis times the sigmoid of the second half.</summary>
    public static Tensor glu(Tensor x, int axis = -1)
    {
        axis = axis < 0 ? axis + x.Rank : axis;
        var half = x.Shape[axis] / 2;
        return x.Shape[axis] % 2 == 0 ? x.Slice(axis, 0, half) * x.Slice(axis, half, half).Sigmoid()
            : throw new ArgumentException($"glu needs an even length of axis {axis}; received shape {x.Shape}.", nameof(x));
    }
}
