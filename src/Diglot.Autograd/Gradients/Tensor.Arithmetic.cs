using Diglot.Autograd.Tape;
using Diglot.Tensors.Operators;

namespace Diglot.Autograd;

/// <content>Arithmetic of two operands, each with its gradient rules: left operand a, right operand b, result y.</content>
public sealed partial class Tensor
{
    /// <summary>a + b.</summary>
    public static Tensor operator +(Tensor a, Tensor b)
        => Record.Binary("add", a, b, NDArray.Binary<Add>(a.Data, b.Data), static (_, _, dy) => dy, static (_, _, dy) => dy, saves: false);

    /// <summary>a − b.</summary>
    public static Tensor operator -(Tensor a, Tensor b)
        => Record.Binary("sub", a, b, NDArray.Binary<Subtract>(a.Data, b.Data), static (_, _, dy) => dy, static (_, _, dy) => -dy, saves: false);

    /// <summary>a · b, element by element.</summary>
    public static Tensor operator *(Tensor a, Tensor b)
        => Record.Binary("mul", a, b, NDArray.Binary<Multiply>(a.Data, b.Data), static (_, b, dy) => dy * b.Value, static (a, _, dy) => dy * a.Value, saves: true);

    /// <summary>a / b; integers give floating point.</summary>
    public static Tensor operator /(Tensor a, Tensor b)
        => Record.Binary("div", a, b, NDArray.Quotient(a.Data, b.Data), static (_, b, dy) => dy / b.Value, static (a, b, dy) => -dy * a.Value / (b.Value * b.Value), saves: true);

    /// <summary>a to the power b. At a = 0 the rule for b gives 0, as in both frameworks.</summary>
    public static Tensor Power(Tensor a, Tensor b)
        => Record.Binary(
            "pow",
            a,
            b,
            NDArray.Binary<Power>(a.Data, b.Data),
            static (a, b, dy) => Where(b.Value.EqualTo(0), dy * 0, dy * b.Value * Power(a.Value, b.Value - 1)),
            static (a, b, dy) => Where(a.Value.EqualTo(0) & b.Value.GreaterOrEqual(0), dy * 0, dy * Power(a.Value, b.Value) * a.Value.Log()),
            saves: true);

    /// <summary>The larger of each pair; NaN wins. Where both are equal each gets half of the gradient, as in PyTorch.</summary>
    public static Tensor Maximum(Tensor a, Tensor b)
        => Record.Binary(
            "maximum",
            a,
            b,
            NDArray.Binary<Maximum>(a.Data, b.Data),
            static (a, b, dy) => dy * Share(a.Value.Greater(b.Value), a.Value.EqualTo(b.Value), dy.Type),
            static (a, b, dy) => dy * Share(b.Value.Greater(a.Value), a.Value.EqualTo(b.Value), dy.Type),
            saves: true);

    /// <summary>The smaller of each pair; NaN wins. Where both are equal each gets half of the gradient, as in PyTorch.</summary>
    public static Tensor Minimum(Tensor a, Tensor b)
        => Record.Binary(
            "minimum",
            a,
            b,
            NDArray.Binary<Minimum>(a.Data, b.Data),
            static (a, b, dy) => dy * Share(a.Value.Less(b.Value), a.Value.EqualTo(b.Value), dy.Type),
            static (a, b, dy) => dy * Share(b.Value.Less(a.Value), a.Value.EqualTo(b.Value), dy.Type),
            saves: true);

    /// <summary>The angle of the point (b, a).</summary>
    public static Tensor Atan2(Tensor a, Tensor b)
        => Record.Binary(
            "atan2",
            a,
            b,
            NDArray.Binary<Atan2>(a.Data, b.Data),
            static (a, b, dy) => dy * b.Value / ((a.Value * a.Value) + (b.Value * b.Value)),
            static (a, b, dy) => -dy * a.Value / ((a.Value * a.Value) + (b.Value * b.Value)),
            saves: true);

    /// <summary>The largest whole number not above a / b.</summary>
    public static Tensor FloorDivide(Tensor a, Tensor b) => new(NDArray.Binary<FloorDivide>(a.Data, b.Data));

    /// <summary>a − b · floor(a / b): the remainder has the sign of b, as in Python.</summary>
    public static Tensor operator %(Tensor a, Tensor b)
        => Record.Binary(
            "remainder",
            a,
            b,
            NDArray.Binary<Remainder>(a.Data, b.Data),
            static (_, _, dy) => dy,
            static (a, b, dy) => -dy * FloorDivide(a.Value, b.Value),
            saves: true);

    /// <summary>−x.</summary>
    public static Tensor operator -(Tensor x) => Record.Unary("neg", x, x.Data.Number<Negate>(), 0, static (_, dy) => -dy);

    /// <summary>x.</summary>
    public static Tensor operator +(Tensor x) => x;

    /// <summary>x + s.</summary>
    public static Tensor operator +(Tensor x, Scalar s) => Record.Unary("add", x, NDArray.Binary<Add>(x.Data, s), s, static (_, dy) => dy);

    /// <summary>s + x.</summary>
    public static Tensor operator +(Scalar s, Tensor x) => x + s;

    /// <summary>x − s.</summary>
    public static Tensor operator -(Tensor x, Scalar s) => Record.Unary("sub", x, NDArray.Binary<Subtract>(x.Data, s), s, static (_, dy) => dy);

    /// <summary>s − x.</summary>
    public static Tensor operator -(Scalar s, Tensor x) => Record.Unary("rsub", x, NDArray.Binary<Subtract>(s, x.Data), s, static (_, dy) => -dy);

    /// <summary>x · s.</summary>
    public static Tensor operator *(Tensor x, Scalar s) => Record.Unary("mul", x, NDArray.Binary<Multiply>(x.Data, s), s, static (s, dy) => dy * s);

    /// <summary>s · x.</summary>
    public static Tensor operator *(Scalar s, Tensor x) => x * s;

    /// <summary>x / s; integers give floating point.</summary>
    public static Tensor operator /(Tensor x, Scalar s) => Record.Unary("div", x, NDArray.Quotient(x.Data, s), s, static (s, dy) => dy / s);

    /// <summary>s / x; integers give floating point.</summary>
    public static Tensor operator /(Scalar s, Tensor x) => s * x.Reciprocal();

    /// <summary>x − s · floor(x / s).</summary>
    public static Tensor operator %(Tensor x, Scalar s) => Record.Unary("remainder", x, NDArray.Binary<Remainder>(x.Data, s), 0, static (_, dy) => dy);

    /// <summary>x to the power s.</summary>
    public Tensor Power(Scalar s)
    {
        if (s.Value == 2)
        {
            return Square();
        }

        var result = new Tensor(NDArray.Binary<Power>(Data, s));
        if (Record.WantedOf(this, result))
        {
            return Record.FromInput("pow", this, result.Data, (x, dy) => s.Value == 0 ? dy * 0 : dy * (x.Power(s.Value - 1) * s));
        }

        return result;
    }

    /// <summary>x limited to [low, high]; a limit may be left out. The gradient passes where low ≤ x ≤ high.</summary>
    public Tensor Clamp(double? low = null, double? high = null)
    {
        var y = Data;
        y = low is { } l ? NDArray.Binary<Maximum>(y, l) : y;
        y = high is { } h ? NDArray.Binary<Minimum>(y, h) : y;
        return Record.FromInput("clamp", this, y.Type == Type ? y : y.To(Type), (x, dy) =>
        {
            var inside = low is { } least ? x.GreaterOrEqual(least) : null;
            var below = high is { } most ? x.LessOrEqual(most) : null;
            var mask = inside is not null && below is not null ? inside & below : inside ?? below;
            return mask is null ? dy : Where(mask, dy, dy * 0);
        });
    }

    /// <summary>Summed over the axes along which this gradient's tensor had been broadcast from <paramref name="shape"/>.</summary>
    internal Tensor SumTo(Shape shape)
    {
        if (shape == Shape)
        {
            return this;
        }

        var extra = Rank - shape.Rank;
        var axes = Enumerable.Range(0, Rank).Where(axis => axis < extra || (shape[axis - extra] == 1 && Shape[axis] != 1)).ToArray();
        return (axes.Length == 0 ? this : Sum(axes)).Reshape(shape.AsSpan());
    }

    /// <summary>1 where one operand wins, ½ where both are equal, else 0.</summary>
    private static Tensor Share(Tensor wins, Tensor equal, DType type) => wins.To(type) + (equal.To(type) * 0.5);
}
