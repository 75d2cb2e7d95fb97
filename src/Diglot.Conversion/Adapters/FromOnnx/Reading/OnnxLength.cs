namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>A whole number that may hold the size of the batch: Factor · N^Power; an open length is none of either.</summary>
/// <param name="Factor">The factor; null where it is not known.</param>
/// <param name="Power">0 for a plain number, 1 for a multiple of the batch.</param>
internal readonly record struct OnnxLength(long? Factor, int Power = 0)
{
    /// <summary>The size of the batch.</summary>
    public static OnnxLength Batch { get; } = new(1, 1);

    /// <summary>Whether it is a known number.</summary>
    public bool IsPlain => Factor is not null && Power == 0;

    public static OnnxLength operator *(OnnxLength a, OnnxLength b) => new(a.Factor * b.Factor, a.Power + b.Power);

    public static OnnxLength operator /(OnnxLength a, OnnxLength b) => b.Factor is > 0 and var divisor && a.Factor % divisor == 0 ? new(a.Factor / divisor, a.Power - b.Power) : new(null);

    public static OnnxLength operator +(OnnxLength a, OnnxLength b) => a.Power == b.Power ? new(a.Factor + b.Factor, a.Power) : new(null);

    public static OnnxLength operator -(OnnxLength a, OnnxLength b) => a.Power == b.Power ? new(a.Factor - b.Factor, a.Power) : new(null);
}
