namespace Diglot.Tensors.Threading;

/// <summary>
/// Splits a range into chunks of a fixed size. The split depends on the range alone and never on <see cref="Workers.Count"/>:
/// this is what makes sums over chunks the same on every machine.
/// </summary>
public readonly struct Chunks
{
    readonly nint length;
    readonly nint size;

    /// <param name="length">Number of elements of the range.</param>
    /// <param name="size">Elements a chunk; the last one may be shorter.</param>
    public Chunks(nint length, nint size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        this.length = length;
        this.size = size;
        Count = checked((int)((length + size - 1) / size));
    }

    /// <summary>Number of chunks; 0 for an empty range.</summary>
    public int Count { get; }

    /// <summary>First element of chunk <paramref name="index"/>.</summary>
    public nint Start(int index) => index * size;

    /// <summary>One past the last element of chunk <paramref name="index"/>.</summary>
    public nint End(int index) => Math.Min(length, (index + 1) * size);
}
