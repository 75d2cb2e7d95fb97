using System.Collections;
using System.Runtime.CompilerServices;

namespace Diglot.Graph;

/// <summary>The length of each axis of a value, batch axis included; null where a length is unknown before there is data.</summary>
[CollectionBuilder(typeof(ValueShape), nameof(Create))]
public sealed class ValueShape : IReadOnlyList<int?>, IEquatable<ValueShape>
{
    private readonly int?[] _lengths;

    private ValueShape(int?[] lengths) => _lengths = lengths;

    /// <summary>Number of axes, batch included.</summary>
    public int Rank => _lengths.Length;

    /// <inheritdoc/>
    int IReadOnlyCollection<int?>.Count => _lengths.Length;

    /// <summary>The length of one axis; negative axes count from the end.</summary>
    public int? this[int axis] => _lengths[axis < 0 ? axis + _lengths.Length : axis];

    /// <summary>Copies lengths (collection expressions call this).</summary>
    public static ValueShape Create(ReadOnlySpan<int?> lengths) => new(lengths.ToArray());

    /// <summary>Number of elements of one example (batch axis left out), or null where a length is unknown.</summary>
    public long? ElementsPerExample => _lengths.Skip(1).Aggregate((long?)1, static (product, length) => product * length);

    /// <summary>Whether all lengths but the batch axis are known.</summary>
    public bool IsKnown => !_lengths.AsSpan(Math.Min(1, Rank)).Contains(null);

    /// <summary>The same with one length replaced; negative axes count from the end.</summary>
    public ValueShape With(int axis, int? length)
    {
        var lengths = _lengths.ToArray();
        lengths[axis < 0 ? axis + Rank : axis] = length;
        return new(lengths);
    }

    /// <summary>Axis i of the result is axis <paramref name="axes"/>[i] of this shape.</summary>
    public ValueShape Permute(IReadOnlyList<int> axes) => new([.. axes.Select(axis => _lengths[axis])]);

    /// <inheritdoc/>
    public bool Equals(ValueShape? other) => other is not null && _lengths.AsSpan().SequenceEqual(other._lengths);

    /// <inheritdoc/>
    public override bool Equals(object? other) => Equals(other as ValueShape);

    /// <inheritdoc/>
    public override int GetHashCode() => _lengths.Aggregate(Rank, static (hash, length) => HashCode.Combine(hash, length));

    /// <summary>As Python writes the tuple: <c>(None, 10)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", _lengths.Select(static length => length?.ToString() ?? "None"))}{(Rank == 1 ? "," : "")})";

    /// <inheritdoc/>
    public IEnumerator<int?> GetEnumerator() => ((IEnumerable<int?>)_lengths).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
