using Diglot.Autograd.Tape;

namespace Diglot.Autograd;

/// <content>Reductions over axes (none named: all), each with its gradient rule.</content>
public sealed partial class Tensor
{
    /// <summary>Σ x.</summary>
    public Tensor Sum(params ReadOnlySpan<int> axes) => Sum(axes, keepAxes: false);

    /// <summary>Σ x; whole numbers and truth values give int64.</summary>
    public Tensor Sum(ReadOnlySpan<int> axes, bool keepAxes)
        => Record.Unary("sum", this, Data.Sum(axes, keepAxes), Reduced(axes), static (of, dy) => of.Spread(dy));

    /// <summary>Σ x / n.</summary>
    public Tensor Mean(params ReadOnlySpan<int> axes) => Mean(axes, keepAxes: false);

    /// <summary>Σ x / n.</summary>
    public Tensor Mean(ReadOnlySpan<int> axes, bool keepAxes)
    {
        var of = Reduced(axes);
        var floating = Type.IsFloatingPoint ? this : To(DType.Float32);
        return floating.Sum(axes, keepAxes) / (double)of.Count;
    }

    /// <summary>Π x. The rule multiplies all other elements anew, so zeros are no trouble.</summary>
    public Tensor Product(int axis, bool keepAxes = false)
    {
        axis = Axes.Normalize(axis, Rank);
        return Record.FromInput("prod", this, Data.Product(axis, keepAxes), (x, dy) =>
        {
            var length = x.Shape[axis];
            var others = new Tensor[length];
            for (var i = 0; i < length; i++)
            {
                Tensor[] parts = [x.Slice(axis, 0, i), x.Slice(axis, i + 1, length - i - 1)];
                others[i] = Concatenate(parts, axis).Product(axis, keepAxes: true);
            }

            return length == 0 ? Zeros(x.Shape, x.Type) : new Reduction(x.Shape, [axis]).Spread(dy) * Concatenate(others, axis);
        });
    }

    /// <summary>The largest element; equal ones share the gradient, as PyTorch's amax and TensorFlow's reduce_max do.</summary>
    public Tensor Max(ReadOnlySpan<int> axes, bool keepAxes = false) => Extreme("amax", Data.Max(axes, keepAxes), axes);

    /// <summary>The smallest element; equal ones share the gradient.</summary>
    public Tensor Min(ReadOnlySpan<int> axes, bool keepAxes = false) => Extreme("amin", Data.Min(axes, keepAxes), axes);

    /// <summary>Position of the first largest element along an axis, or of all.</summary>
    public Tensor ArgMax(int? axis = null, bool keepAxes = false) => new(Data.ArgMax(axis, keepAxes));

    /// <summary>Position of the first smallest element along an axis, or of all.</summary>
    public Tensor ArgMin(int? axis = null, bool keepAxes = false) => new(Data.ArgMin(axis, keepAxes));

    /// <summary>Whether any element is not 0.</summary>
    public Tensor Any(ReadOnlySpan<int> axes, bool keepAxes = false) => new(NotEqualTo(0).Data.Max(axes, keepAxes));

    /// <summary>Whether no element is 0.</summary>
    public Tensor All(ReadOnlySpan<int> axes, bool keepAxes = false) => new(NotEqualTo(0).Data.Min(axes, keepAxes));

    /// <summary>Mean of (x − mean)², divided by n − <paramref name="correction"/>.</summary>
    public Tensor Variance(ReadOnlySpan<int> axes, double correction = 0, bool keepAxes = false)
    {
        var of = Reduced(axes);
        var centred = this - Mean(axes, keepAxes: true);
        return centred.Square().Sum(axes, keepAxes) / Math.Max(0, of.Count - correction);
    }

    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public Tensor Softmax(int axis = -1)
        => Record.FromOutput("softmax", this, Data.Softmax(axis), (y, dy) =>
            Record.Wanted(y, dy) ? y * (dy - (y * dy).Sum([axis], keepAxes: true)) : new Tensor(NDArray.SoftmaxGradient(y.Data, dy.Data, axis)));

    /// <summary>x − log Σ eˣ along an axis.</summary>
    public Tensor LogSoftmax(int axis = -1)
        => Record.FromOutput("log_softmax", this, Data.LogSoftmax(axis), (y, dy) =>
            Record.Wanted(y, dy) ? dy - (y.Exp() * dy.Sum([axis], keepAxes: true)) : new Tensor(NDArray.LogSoftmaxGradient(y.Data, dy.Data, axis)));

    /// <summary>log Σ eˣ.</summary>
    public Tensor LogSumExp(ReadOnlySpan<int> axes, bool keepAxes = false)
    {
        // Shifted by the largest element (a constant for the gradient), infinite ones left alone.
        var largest = new Tensor(Data.Max(axes, keepAxes: true));
        largest = Where(largest.IsFinite(), largest, largest * 0).Detach();
        var sum = (this - largest).Exp().Sum(axes, keepAxes);
        return sum.Log() + (keepAxes ? largest : largest.Reshape(sum.Shape.AsSpan()));
    }

    /// <summary>Running sums along an axis.</summary>
    public Tensor CumulativeSum(int axis)
        => Record.Unary("cumsum", this, Data.CumulativeSum(axis), axis, static (axis, dy) => dy.Flip(axis).CumulativeSum(axis).Flip(axis));

    private Tensor Extreme(string name, NDArray y, ReadOnlySpan<int> axes)
    {
        var of = Reduced(axes);
        return Record.FromInput(name, this, y, (x, dy) =>
        {
            var hit = x.EqualTo(of.Spread(new Tensor(y))).To(dy.Type);
            return of.Spread(dy / hit.Sum(of.ReducedAxes, keepAxes: true).Reshape(dy.Shape.AsSpan())) * hit;
        });
    }

    private Reduction Reduced(ReadOnlySpan<int> axes) => new(Shape, Axes.NormalizeAll(axes, Rank));

    /// <summary>What a reduction did to a shape, and the way back.</summary>
    internal readonly record struct Reduction(Shape Shape, int[] ReducedAxes)
    {
        public long Count
        {
            get
            {
                var count = 1L;
                foreach (var axis in ReducedAxes)
                {
                    count *= Shape.Rank == 0 ? 1 : Shape[axis];
                }

                return count;
            }
        }

        public Tensor Spread(Tensor reduced)
            => reduced.Reshape(Axes.Reduce(Shape, ReducedAxes, keepAxes: true).AsSpan()).BroadcastTo(Shape);
    }
}
