using Diglot.Autograd.Tape;
using Diglot.Tensors.Operators;

namespace Diglot.Autograd;

/// <content>Comparisons, logic and choice. Truth values have no gradient.</content>
public sealed partial class Tensor
{
    /// <summary>a &lt; b.</summary>
    public static Tensor operator <(Tensor a, Tensor b) => a.Less(b);

    /// <summary>a &gt; b.</summary>
    public static Tensor operator >(Tensor a, Tensor b) => a.Greater(b);

    /// <summary>a ≤ b.</summary>
    public static Tensor operator <=(Tensor a, Tensor b) => a.LessOrEqual(b);

    /// <summary>a ≥ b.</summary>
    public static Tensor operator >=(Tensor a, Tensor b) => a.GreaterOrEqual(b);

    /// <summary>x &lt; s.</summary>
    public static Tensor operator <(Tensor x, Scalar s) => x.Less(s);

    /// <summary>x &gt; s.</summary>
    public static Tensor operator >(Tensor x, Scalar s) => x.Greater(s);

    /// <summary>x ≤ s.</summary>
    public static Tensor operator <=(Tensor x, Scalar s) => x.LessOrEqual(s);

    /// <summary>x ≥ s.</summary>
    public static Tensor operator >=(Tensor x, Scalar s) => x.GreaterOrEqual(s);

    /// <summary>And, of truth values or bits.</summary>
    public static Tensor operator &(Tensor a, Tensor b) => new(NDArray.Bits<BitwiseAnd>(a.Data, b.Data));

    /// <summary>Or, of truth values or bits.</summary>
    public static Tensor operator |(Tensor a, Tensor b) => new(NDArray.Bits<BitwiseOr>(a.Data, b.Data));

    /// <summary>Exclusive or, of truth values or bits.</summary>
    public static Tensor operator ^(Tensor a, Tensor b) => new(NDArray.Bits<BitwiseXor>(a.Data, b.Data));

    /// <summary>Not: of a truth value, or of every bit.</summary>
    public static Tensor operator ~(Tensor x)
        => x.Type == DType.Bool ? x.EqualTo(0) : new Tensor(NDArray.Bits<BitwiseXor>(x.Data, NDArray.Full(Shape.Scalar, -1, x.Type)));

    /// <summary>Where both are equal.</summary>
    public Tensor EqualTo(Tensor other) => new(NDArray.Compare<Equal>(Data, other.Data));

    /// <summary>Where both differ.</summary>
    public Tensor NotEqualTo(Tensor other) => new(NDArray.Compare<NotEqual>(Data, other.Data));

    /// <summary>Where this is less.</summary>
    public Tensor Less(Tensor other) => new(NDArray.Compare<Less>(Data, other.Data));

    /// <summary>Where this is not greater.</summary>
    public Tensor LessOrEqual(Tensor other) => new(NDArray.Compare<LessEqual>(Data, other.Data));

    /// <summary>Where this is greater.</summary>
    public Tensor Greater(Tensor other) => new(NDArray.Compare<Greater>(Data, other.Data));

    /// <summary>Where this is not less.</summary>
    public Tensor GreaterOrEqual(Tensor other) => new(NDArray.Compare<GreaterEqual>(Data, other.Data));

    /// <summary>Where the element equals a number.</summary>
    public Tensor EqualTo(Scalar s) => new(NDArray.Compare<Equal>(Data, s));

    /// <summary>Where the element differs from a number.</summary>
    public Tensor NotEqualTo(Scalar s) => new(NDArray.Compare<NotEqual>(Data, s));

    /// <summary>Where the element is less than a number.</summary>
    public Tensor Less(Scalar s) => new(NDArray.Compare<Less>(Data, s));

    /// <summary>Where the element is not greater than a number.</summary>
    public Tensor LessOrEqual(Scalar s) => new(NDArray.Compare<LessEqual>(Data, s));

    /// <summary>Where the element is greater than a number.</summary>
    public Tensor Greater(Scalar s) => new(NDArray.Compare<Greater>(Data, s));

    /// <summary>Where the element is not less than a number.</summary>
    public Tensor GreaterOrEqual(Scalar s) => new(NDArray.Compare<GreaterEqual>(Data, s));

    /// <summary>Where the element is not a number.</summary>
    public Tensor IsNaN() => NotEqualTo(this);

    /// <summary>Where the element is neither NaN nor infinite.</summary>
    public Tensor IsFinite() => Abs().Less(double.PositiveInfinity);

    /// <summary>a where the condition holds, else b; all three broadcast.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
        => Record.Binary(
            "where",
            a,
            b,
            NDArray.Where(condition.Data, a.Data, b.Data),
            (_, _, dy) => new Tensor(NDArray.Where(condition.Data, dy.Data, NDArray.Zeros(Shape.Scalar, dy.Type))).LinkedTo(dy, condition, keep: true),
            (_, _, dy) => new Tensor(NDArray.Where(condition.Data, NDArray.Zeros(Shape.Scalar, dy.Type), dy.Data)).LinkedTo(dy, condition, keep: false),
            saves: false);

    /// <summary>Records that this masked gradient came from <paramref name="dy"/>, for gradients of gradients.</summary>
    private Tensor LinkedTo(Tensor dy, Tensor condition, bool keep)
    {
        if (!Record.Wanted(dy, this))
        {
            return this;
        }

        var mask = keep ? condition : condition.EqualTo(0);
        return dy * mask.To(dy.Type);
    }
}
