using Diglot.Torch.Functional;

namespace Diglot.Torch;

/// <content>Reductions, comparisons and changes in place, by PyTorch's names.</content>
public static partial class Api
{
    extension(Tensor x)
    {
        /// <summary>Σ of all elements.</summary>
        public Tensor sum() => x.Sum();

        /// <summary>Σ over some axes.</summary>
        public Tensor sum(IntOrTuple dim, bool keepdim = false) => x.Sum(dim.ToArray(), keepdim);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => x.Mean();

        /// <summary>The mean over some axes.</summary>
        public Tensor mean(IntOrTuple dim, bool keepdim = false) => x.Mean(dim.ToArray(), keepdim);

        /// <summary>Variance, n − 1 unless corrected otherwise.</summary>
        public Tensor var(IntOrTuple? dim = null, double correction = 1, bool keepdim = false) => torch.var(x, dim, correction, keepdim);

        /// <summary>Standard deviation, n − 1 unless corrected otherwise.</summary>
        public Tensor std(IntOrTuple? dim = null, double correction = 1, bool keepdim = false) => torch.std(x, dim, correction, keepdim);

        /// <summary>The largest of all elements.</summary>
        public Tensor max() => x.Max([]);

        /// <summary>The largest elements along an axis and their positions.</summary>
        public (Tensor values, Tensor indices) max(int dim, bool keepdim = false) => torch.max(x, dim, keepdim);

        /// <summary>The smallest of all elements.</summary>
        public Tensor min() => x.Min([]);

        /// <summary>The smallest elements along an axis and their positions.</summary>
        public (Tensor values, Tensor indices) min(int dim, bool keepdim = false) => torch.min(x, dim, keepdim);

        /// <summary>Position of the largest element along an axis, or of all.</summary>
        public Tensor argmax(int? dim = null, bool keepdim = false) => x.ArgMax(dim, keepdim);

        /// <summary>Position of the smallest element along an axis, or of all.</summary>
        public Tensor argmin(int? dim = null, bool keepdim = false) => x.ArgMin(dim, keepdim);

        /// <summary>Whether any element is not 0.</summary>
        public Tensor any() => x.Any([]);

        /// <summary>Whether no element is 0.</summary>
        public Tensor all() => x.All([]);

        /// <summary>Σ of squares' root, or another norm.</summary>
        public Tensor norm(double p = 2) => torch.norm(x, p);

        /// <summary>Softmax along an axis.</summary>
        public Tensor softmax(int dim) => x.Softmax(dim);

        /// <summary>Logarithm of softmax along an axis.</summary>
        public Tensor log_softmax(int dim) => x.LogSoftmax(dim);

        /// <summary>Running sums.</summary>
        public Tensor cumsum(int dim) => x.CumulativeSum(dim);

        /// <summary>The k largest elements along an axis and their positions.</summary>
        public (Tensor values, Tensor indices) topk(int k, int dim = -1, bool largest = true) => x.TopK(k, dim, largest);

        /// <summary>Where both are equal.</summary>
        public Tensor eq(Tensor other) => x.EqualTo(other);

        /// <summary>Where the element equals a number.</summary>
        public Tensor eq(Scalar other) => x.EqualTo(other);

        /// <summary>Where both differ.</summary>
        public Tensor ne(Tensor other) => x.NotEqualTo(other);

        /// <summary>Where the element is greater.</summary>
        public Tensor gt(Scalar other) => x > other;

        /// <summary>Where the element is less.</summary>
        public Tensor lt(Scalar other) => x < other;

        /// <summary>Where the element is not less.</summary>
        public Tensor ge(Scalar other) => x >= other;

        /// <summary>Where the element is not greater.</summary>
        public Tensor le(Scalar other) => x <= other;

        /// <summary>x + other.</summary>
        public Tensor add(Tensor other, double alpha = 1) => torch.add(x, other, alpha);

        /// <summary>x − other.</summary>
        public Tensor sub(Tensor other, double alpha = 1) => torch.sub(x, other, alpha);

        /// <summary>x · other.</summary>
        public Tensor mul(Tensor other) => x * other;

        /// <summary>x / other.</summary>
        public Tensor div(Tensor other) => x / other;

        /// <summary>Adds in place.</summary>
        public Tensor add_(Tensor other, double alpha = 1) => InPlace.Set(x, old => torch.add(old, other, alpha));

        /// <summary>Adds a number in place.</summary>
        public Tensor add_(Scalar other) => InPlace.Set(x, old => old + other);

        /// <summary>Subtracts in place.</summary>
        public Tensor sub_(Tensor other, double alpha = 1) => InPlace.Set(x, old => torch.sub(old, other, alpha));

        /// <summary>Subtracts a number in place.</summary>
        public Tensor sub_(Scalar other) => InPlace.Set(x, old => old - other);

        /// <summary>Multiplies in place.</summary>
        public Tensor mul_(Tensor other) => InPlace.Set(x, old => old * other);

        /// <summary>Multiplies by a number in place.</summary>
        public Tensor mul_(Scalar other) => InPlace.Set(x, old => old * other);

        /// <summary>Divides in place.</summary>
        public Tensor div_(Tensor other) => InPlace.Set(x, old => old / other);

        /// <summary>Divides by a number in place.</summary>
        public Tensor div_(Scalar other) => InPlace.Set(x, old => old / other);

        /// <summary>Limits in place.</summary>
        public Tensor clamp_(double? min = null, double? max = null) => InPlace.Set(x, old => old.Clamp(min, max));

        /// <summary>Sets all elements to 0.</summary>
        public Tensor zero_() => x.Fill(0);

        /// <summary>Sets all elements to a number.</summary>
        public Tensor fill_(Scalar value) => x.Fill(value);

        /// <summary>Overwrites all elements.</summary>
        public Tensor copy_(Tensor src) => x.CopyFrom(src);

        /// <summary>Fills with uniform random numbers.</summary>
        public Tensor uniform_(double from = 0, double to = 1) => nn.init.uniform_(x, from, to);

        /// <summary>Fills with normally distributed random numbers.</summary>
        public Tensor normal_(double mean = 0, double std = 1) => nn.init.normal_(x, mean, std);
    }
}
