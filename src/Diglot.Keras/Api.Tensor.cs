using Diglot.Keras.Utils;

namespace Diglot.Keras;

/// <content>
/// Arrays by the names of NumPy, which Keras programs use on their data: <c>x.reshape(-1, 28, 28, 1)</c>, <c>y.argmax(axis: 1)</c>. Axes may be negative; without an axis
/// a reduction is over all elements. See numpy.org/doc/stable/reference/arrays.ndarray. PyTorch's face has the same members with <c>dim</c>.
/// </content>
public static partial class Api
{
    extension(Tensor x)
    {
        /// <summary>Length of each axis.</summary>
        public Shape shape => x.Shape;

        /// <summary>Number of axes.</summary>
        public int ndim => x.Rank;

        /// <summary>Number of elements.</summary>
        public long size => x.Length;

        /// <summary>Element type by name: <c>"float32"</c>.</summary>
        public string dtype => DTypeNames.Name(x.Type);

        /// <summary>All axes in reverse order.</summary>
        public Tensor T => x.Permute([.. Enumerable.Range(0, x.Rank).Reverse()]);

        /// <summary>Another shape with the same elements in the same order; one length may be −1.</summary>
        public Tensor reshape(params ReadOnlySpan<int> shape) => x.Reshape(shape);

        /// <summary>Another element type by name.</summary>
        /// <exception cref="ArgumentException">There is none of that name.</exception>
        public Tensor astype(string dtype) => x.To(DTypeNames.Parse(dtype));

        /// <summary>The axes in another order; reversed if none is given.</summary>
        public Tensor transpose(params ReadOnlySpan<int> axes) => axes.Length == 0 ? x.T : x.Permute(axes);

        /// <summary>One axis with all elements, copied.</summary>
        public Tensor flatten() => x.Reshape(-1).Clone();

        /// <summary>One axis with all elements.</summary>
        public Tensor ravel() => x.Reshape(-1);

        /// <summary>Without axes of length 1: all, or the one given.</summary>
        public Tensor squeeze(int? axis = null) => axis is { } one ? x.Squeeze(one) : x.Squeeze();

        /// <summary>A copy.</summary>
        public Tensor copy() => x.Clone();

        /// <summary>The values without their history: what Keras's <c>tensor.numpy()</c> gives.</summary>
        public Tensor numpy() => x.Detach();

        /// <summary>The number in an array of one element.</summary>
        public double item() => x.Item<double>();

        /// <summary>Σ.</summary>
        public Tensor sum(int? axis = null, bool keepdims = false) => x.Sum(axis is { } one ? [one] : [], keepdims);

        /// <summary>Mean.</summary>
        public Tensor mean(int? axis = null, bool keepdims = false) => x.Mean(axis is { } one ? [one] : [], keepdims);

        /// <summary>Variance: the mean of the squared distances from the mean; divided by n − ddof.</summary>
        public Tensor var(int? axis = null, double ddof = 0, bool keepdims = false) => x.Variance(axis is { } one ? [one] : [], ddof, keepdims);

        /// <summary>Standard deviation: the root of <c>var</c>.</summary>
        public Tensor std(int? axis = null, double ddof = 0, bool keepdims = false) => x.Variance(axis is { } one ? [one] : [], ddof, keepdims).Sqrt();

        /// <summary>Largest element.</summary>
        public Tensor max(int? axis = null, bool keepdims = false) => x.Max(axis is { } one ? [one] : [], keepdims);

        /// <summary>Smallest element.</summary>
        public Tensor min(int? axis = null, bool keepdims = false) => x.Min(axis is { } one ? [one] : [], keepdims);

        /// <summary>Position of the largest element along an axis, of the first where several are equal; without an axis in the flattened array.</summary>
        public Tensor argmax(int? axis = null, bool keepdims = false) => x.ArgMax(axis, keepdims);

        /// <summary>Position of the smallest element.</summary>
        public Tensor argmin(int? axis = null, bool keepdims = false) => x.ArgMin(axis, keepdims);

        /// <summary>Whether any element is not 0.</summary>
        public Tensor any(int? axis = null, bool keepdims = false) => x.Any(axis is { } one ? [one] : [], keepdims);

        /// <summary>Whether no element is 0.</summary>
        public Tensor all(int? axis = null, bool keepdims = false) => x.All(axis is { } one ? [one] : [], keepdims);

        /// <summary>Each element held between two bounds.</summary>
        public Tensor clip(double? min = null, double? max = null) => x.Clamp(min, max);

        /// <summary>Running sums along an axis; without one over the flattened array.</summary>
        public Tensor cumsum(int? axis = null) => axis is { } one ? x.CumulativeSum(one) : x.Reshape(-1).CumulativeSum(0);

        /// <summary>Each element repeated; without an axis the flattened array's.</summary>
        public Tensor repeat(int repeats, int? axis = null) => axis is { } one ? x.Repeat(repeats, one) : x.Reshape(-1).Repeat(repeats, 0);
    }
}
