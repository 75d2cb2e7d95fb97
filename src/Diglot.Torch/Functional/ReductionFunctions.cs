namespace Diglot.Torch.Functional;

/// <summary>Reductions by <c>torch</c>'s names.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/torch.html#reduction-ops.</remarks>
[Face("torch")]
public static class ReductionFunctions
{
    /// <summary>Σ of all elements.</summary>
    public static Tensor sum(Tensor input) => input.Sum();

    /// <summary>Σ over some axes.</summary>
    public static Tensor sum(Tensor input, IntOrTuple dim, bool keepdim = false) => input.Sum(dim.ToArray(), keepdim);

    /// <summary>The mean of all elements.</summary>
    public static Tensor mean(Tensor input) => input.Mean();

    /// <summary>The mean over some axes.</summary>
    public static Tensor mean(Tensor input, IntOrTuple dim, bool keepdim = false) => input.Mean(dim.ToArray(), keepdim);

    /// <summary>Σ (x − mean)² / (n − correction).</summary>
    public static Tensor var(Tensor input, IntOrTuple? dim = null, double correction = 1, bool keepdim = false) => input.Variance(dim?.ToArray() ?? [], correction, keepdim);

    /// <summary>√ of the variance.</summary>
    public static Tensor std(Tensor input, IntOrTuple? dim = null, double correction = 1, bool keepdim = false) => var(input, dim, correction, keepdim).Sqrt();

    /// <summary>Π along an axis.</summary>
    public static Tensor prod(Tensor input, int dim, bool keepdim = false) => input.Product(dim, keepdim);

    /// <summary>Π of all elements.</summary>
    public static Tensor prod(Tensor input) => input.Reshape(-1).Product(0);

    /// <summary>The largest of all elements.</summary>
    public static Tensor max(Tensor input) => input.Max([]);

    /// <summary>The largest elements along an axis and their positions; the first of equal ones takes the gradient.</summary>
    public static (Tensor values, Tensor indices) max(Tensor input, int dim, bool keepdim = false) => At(input, input.ArgMax(dim, keepAxes: true), dim, keepdim);

    /// <summary>The larger of each pair.</summary>
    public static Tensor max(Tensor input, Tensor other) => Tensor.Maximum(input, other);

    /// <summary>The smallest of all elements.</summary>
    public static Tensor min(Tensor input) => input.Min([]);

    /// <summary>The smallest elements along an axis and their positions.</summary>
    public static (Tensor values, Tensor indices) min(Tensor input, int dim, bool keepdim = false) => At(input, input.ArgMin(dim, keepAxes: true), dim, keepdim);

    /// <summary>The smaller of each pair.</summary>
    public static Tensor min(Tensor input, Tensor other) => Tensor.Minimum(input, other);

    /// <summary>The largest elements; equal ones share the gradient.</summary>
    public static Tensor amax(Tensor input, IntOrTuple dim, bool keepdim = false) => input.Max(dim.ToArray(), keepdim);

    /// <summary>The smallest elements; equal ones share the gradient.</summary>
    public static Tensor amin(Tensor input, IntOrTuple dim, bool keepdim = false) => input.Min(dim.ToArray(), keepdim);

    /// <summary>Position of the largest element along an axis, or of all.</summary>
    public static Tensor argmax(Tensor input, int? dim = null, bool keepdim = false) => input.ArgMax(dim, keepdim);

    /// <summary>Position of the smallest element along an axis, or of all.</summary>
    public static Tensor argmin(Tensor input, int? dim = null, bool keepdim = false) => input.ArgMin(dim, keepdim);

    /// <summary>Whether any element is not 0.</summary>
    public static Tensor any(Tensor input) => input.Any([]);

    /// <summary>Whether no element is 0.</summary>
    public static Tensor all(Tensor input) => input.All([]);

    /// <summary>Whether any element along an axis is not 0.</summary>
    public static Tensor any(Tensor input, int dim, bool keepdim = false) => input.Any([dim], keepdim);

    /// <summary>Whether no element along an axis is 0.</summary>
    public static Tensor all(Tensor input, int dim, bool keepdim = false) => input.All([dim], keepdim);

    /// <summary>log Σ eˣ over some axes.</summary>
    public static Tensor logsumexp(Tensor input, IntOrTuple dim, bool keepdim = false) => input.LogSumExp(dim.ToArray(), keepdim);

    /// <summary>Running sums.</summary>
    public static Tensor cumsum(Tensor input, int dim) => input.CumulativeSum(dim);

    /// <summary>The p-norm: (Σ |x|^p)^(1/p).</summary>
    public static Tensor norm(Tensor input, double p = 2, IntOrTuple? dim = null, bool keepdim = false)
    {
        var axes = dim?.ToArray() ?? [];
        return p switch
        {
            1 => input.Abs().Sum(axes, keepdim),
            2 => input.Square().Sum(axes, keepdim).Sqrt(),
            double.PositiveInfinity => input.Abs().Max(axes, keepdim),
            _ => input.Abs().Power(p).Sum(axes, keepdim).Power(1 / p),
        };
    }

    /// <summary>Softmax along an axis.</summary>
    public static Tensor softmax(Tensor input, int dim) => input.Softmax(dim);

    /// <summary>Logarithm of softmax along an axis.</summary>
    public static Tensor log_softmax(Tensor input, int dim) => input.LogSoftmax(dim);

    /// <summary>The k largest (or smallest) elements along an axis and their positions.</summary>
    public static (Tensor values, Tensor indices) topk(Tensor input, int k, int dim = -1, bool largest = true) => input.TopK(k, dim, largest);

    /// <summary>The elements in order along an axis and where they were.</summary>
    public static (Tensor values, Tensor indices) sort(Tensor input, int dim = -1, bool descending = false) => input.Sort(dim, descending);

    /// <summary>The positions that would sort the elements.</summary>
    public static Tensor argsort(Tensor input, int dim = -1, bool descending = false) => input.Sort(dim, descending).Positions;

    private static (Tensor Values, Tensor Indices) At(Tensor input, Tensor positions, int dim, bool keepdim)
    {
        if (input.Rank == 0)
        {
            return (input, positions.Reshape());
        }

        var values = input.Gather(dim, positions);
        return keepdim ? (values, positions) : (values.Squeeze(dim), positions.Squeeze(dim));
    }
}
