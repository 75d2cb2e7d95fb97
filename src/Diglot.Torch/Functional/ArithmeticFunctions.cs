namespace Diglot.Torch.Functional;

/// <summary>Arithmetic, comparison and choice by <c>torch</c>'s names.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/torch.html#pointwise-ops.</remarks>
[Face("torch")]
public static class ArithmeticFunctions
{
    /// <summary>input + alpha · other.</summary>
    public static Tensor add(Tensor input, Tensor other, double alpha = 1) => alpha == 1 ? input + other : input + (other * alpha);

    /// <summary>input − alpha · other.</summary>
    public static Tensor sub(Tensor input, Tensor other, double alpha = 1) => alpha == 1 ? input - other : input - (other * alpha);

    /// <summary>input · other.</summary>
    public static Tensor mul(Tensor input, Tensor other) => input * other;

    /// <summary>input / other; <c>rounding_mode</c> null, <c>floor</c> or <c>trunc</c>.</summary>
    public static Tensor div(Tensor input, Tensor other, string? rounding_mode = null)
        => rounding_mode is null ? input / other
            : Arguments.OneOf(rounding_mode, nameof(rounding_mode), "floor", "trunc") == "floor" ? Tensor.FloorDivide(input, other) : (input / other).Truncate();

    /// <summary>input / other.</summary>
    public static Tensor div(Tensor input, Scalar other) => input / other;

    /// <summary>The remainder, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor input, Scalar other) => input % other;

    /// <summary>The remainder, with the dividend's sign.</summary>
    public static Tensor fmod(Tensor input, Scalar other) => input - ((input / other).Detach().Truncate() * other);

    /// <summary>The largest whole number not above input / other.</summary>
    public static Tensor floor_divide(Tensor input, Scalar other) => Tensor.FloorDivide(input, new(NDArray.Full(Shape.Scalar, other, input.Type)));

    /// <summary>input to a power.</summary>
    public static Tensor pow(Tensor input, Scalar exponent) => input.Power(exponent);

    /// <summary>input to a power, element by element.</summary>
    public static Tensor pow(Tensor input, Tensor exponent) => Tensor.Power(input, exponent);

    /// <summary>The angle of the point (other, input).</summary>
    public static Tensor atan2(Tensor input, Tensor other) => Tensor.Atan2(input, other);

    /// <summary>√(input² + other²).</summary>
    public static Tensor hypot(Tensor input, Tensor other) => (input.Square() + other.Square()).Sqrt();

    /// <summary>input + weight · (end − input).</summary>
    public static Tensor lerp(Tensor input, Tensor end, double weight) => input + ((end - input) * weight);

    /// <summary>input limited to [min, max].</summary>
    public static Tensor clamp(Tensor input, double? min = null, double? max = null) => input.Clamp(min, max);

    /// <summary>input limited by tensors.</summary>
    public static Tensor clamp(Tensor input, Tensor? min, Tensor? max = null)
    {
        var result = min is null ? input : Tensor.Maximum(input, min);
        return max is null ? result : Tensor.Minimum(result, max);
    }

    /// <summary>The larger of each pair.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => Tensor.Maximum(input, other);

    /// <summary>The smaller of each pair.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => Tensor.Minimum(input, other);

    /// <summary>input + value · tensor1 · tensor2.</summary>
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, double value = 1) => input + (tensor1 * tensor2 * value);

    /// <summary>input + value · tensor1 / tensor2.</summary>
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, double value = 1) => input + (tensor1 / tensor2 * value);

    /// <summary>input where the condition holds, else other.</summary>
    public static Tensor where(Tensor condition, Tensor input, Tensor other) => Tensor.Where(condition, input, other);

    /// <summary>input where the condition holds, else a number.</summary>
    public static Tensor where(Tensor condition, Tensor input, double other) => Tensor.Where(condition, input, Tensor.Full(Shape.Scalar, other, input.Type));

    /// <summary>Where both are equal.</summary>
    public static Tensor eq(Tensor input, Tensor other) => input.EqualTo(other);

    /// <summary>Where the element equals a number.</summary>
    public static Tensor eq(Tensor input, Scalar other) => input.EqualTo(other);

    /// <summary>Where both differ.</summary>
    public static Tensor ne(Tensor input, Tensor other) => input.NotEqualTo(other);

    /// <summary>Where the element is greater.</summary>
    public static Tensor gt(Tensor input, Scalar other) => input > other;

    /// <summary>Where the element is not less.</summary>
    public static Tensor ge(Tensor input, Scalar other) => input >= other;

    /// <summary>Where the element is less.</summary>
    public static Tensor lt(Tensor input, Scalar other) => input < other;

    /// <summary>Where the element is not greater.</summary>
    public static Tensor le(Tensor input, Scalar other) => input <= other;

    /// <summary>Whether both are not 0.</summary>
    public static Tensor logical_and(Tensor input, Tensor other) => input.NotEqualTo(0) & other.NotEqualTo(0);

    /// <summary>Whether any is not 0.</summary>
    public static Tensor logical_or(Tensor input, Tensor other) => input.NotEqualTo(0) | other.NotEqualTo(0);

    /// <summary>Whether the element is 0.</summary>
    public static Tensor logical_not(Tensor input) => input.EqualTo(0);

    /// <summary>Exclusive or of bits.</summary>
    public static Tensor bitwise_xor(Tensor input, Tensor other) => input ^ other;

    /// <summary>Whether |input − other| ≤ atol + rtol · |other|.</summary>
    public static Tensor isclose(Tensor input, Tensor other, double rtol = 1e-5, double atol = 1e-8)
        => ((input - other).Abs() <= ((other.Abs() * rtol) + atol)) | input.EqualTo(other);

    /// <summary>Whether all elements are close.</summary>
    public static bool allclose(Tensor input, Tensor other, double rtol = 1e-5, double atol = 1e-8) => isclose(input, other, rtol, atol).All([]).Item<bool>();

    /// <summary>Whether shapes and all elements are equal.</summary>
    public static bool equal(Tensor input, Tensor other) => input.Shape == other.Shape && (input.Length == 0 || input.EqualTo(other).All([]).Item<bool>());

    /// <summary>A value where the mask holds, else the element.</summary>
    public static Tensor masked_fill(Tensor input, Tensor mask, double value) => input.MaskedFill(mask, value);

    /// <summary>log(eᵃ + eᵇ).</summary>
    public static Tensor logaddexp(Tensor input, Tensor other)
    {
        var larger = Tensor.Maximum(input, other);
        return larger + (-(input - other).Abs()).Exp().Log1p();
    }
}
