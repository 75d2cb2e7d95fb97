namespace Diglot.Autograd;

/// <summary>
/// One part of <c>x[…]</c>: a position, a range, a slice with a step, a new axis, an ellipsis, whole-number positions or a mask.
/// </summary>
/// <remarks>Source: numpy.org/doc/stable/user/basics.indexing.html. A C# range <c>1..3</c> is Python's <c>1:3</c>, <c>..</c> is <c>:</c>, <c>^1</c> is <c>-1</c>.</remarks>
public readonly struct TensorIndex
{
    private TensorIndex(IndexKind kind, int start = 0, int? stop = null, int step = 1, bool hasStart = false, Tensor? tensor = null)
        => (Kind, Start, Stop, Step, HasStart, Positions) = (kind, start, stop, step, hasStart, tensor);

    /// <summary>All axes that the other parts leave over: Python's <c>...</c>.</summary>
    public static TensorIndex Ellipsis => new(IndexKind.Ellipsis);

    /// <summary>A new axis of length 1: Python's <c>None</c>.</summary>
    public static TensorIndex NewAxis => new(IndexKind.NewAxis);

    internal IndexKind Kind { get; }

    internal int Start { get; }

    internal int? Stop { get; }

    internal int Step { get; }

    internal bool HasStart { get; }

    internal Tensor? Positions { get; }

    /// <summary>Python's <c>start:stop:step</c>; negative positions count from the end, null is open.</summary>
    public static TensorIndex Slice(int? start = null, int? stop = null, int step = 1)
        => step != 0 ? new(IndexKind.Slice, start ?? 0, stop, step, start is not null)
            : throw new ArgumentException("The step of a slice cannot be 0.", nameof(step));

    /// <summary>One position; negative counts from the end.</summary>
    public static implicit operator TensorIndex(int position) => new(IndexKind.Position, position);

    /// <summary>One position; <c>^1</c> is the last.</summary>
    public static implicit operator TensorIndex(Index position) => new(IndexKind.Position, position.IsFromEnd ? -position.Value : position.Value);

    /// <summary>A range of positions.</summary>
    public static implicit operator TensorIndex(Range range)
    {
        var start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
        int? stop = range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value;
        return range.Start.IsFromEnd && range.Start.Value == 0 ? Slice(int.MaxValue, stop) : Slice(start, stop);
    }

    /// <summary>Positions (whole numbers) or a mask (truth values).</summary>
    public static implicit operator TensorIndex(Tensor positions)
        => positions.Type == DType.Bool || positions.Type.IsInteger ? new(IndexKind.Tensor, tensor: positions)
            : throw new ArgumentException($"Tensors used as indices hold whole numbers or truth values; this one holds {positions.Type}. Convert it with To(DType.Int64).");

    /// <summary>Positions.</summary>
    public static implicit operator TensorIndex(int[] positions) => Tensor.From(positions);

    /// <summary>The first position and number of positions of a slice of an axis, by Python's rules.</summary>
    internal (int First, int Count) Resolve(int length)
    {
        var (lowest, highest) = Step > 0 ? (0, length) : (-1, length - 1);
        var first = HasStart ? Limit(Start) : Step > 0 ? lowest : highest;
        var last = Stop is { } stop ? Limit(stop) : Step > 0 ? highest : lowest;
        var count = Step > 0 ? (last - first + Step - 1) / Step : (first - last - Step - 1) / -Step;
        return (first, Math.Max(0, count));

        int Limit(int position) => Math.Clamp(position < 0 ? position + length : position, lowest, highest);
    }
}
