namespace Diglot.Tensors;

/// <summary>A plain number beside arrays. It takes the array's element type unless its own category is larger, as in both frameworks.</summary>
public readonly struct Scalar
{
    private Scalar(double value, long whole, DType type)
    {
        Value = value;
        Whole = whole;
        Type = type;
    }

    /// <summary>The number as floating point.</summary>
    public double Value { get; }

    /// <summary>The number as a whole number, cut towards zero.</summary>
    public long Whole { get; }

    /// <summary><see cref="DType.Bool"/>, <see cref="DType.Int64"/> or <see cref="DType.Float64"/>.</summary>
    public DType Type { get; }

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, value ? 1 : 0, DType.Bool);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(int value) => new(value, value, DType.Int64);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(long value) => new(value, value, DType.Int64);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => new(value, Cut(value), DType.Float64);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => new(value, Cut(value), DType.Float64);

    /// <inheritdoc/>
    public override string ToString() => Type == DType.Float64 ? Value.ToString("R") : Whole.ToString();

    private static long Cut(double value) => double.IsFinite(value) ? (long)Math.Truncate(value) : 0;
}
