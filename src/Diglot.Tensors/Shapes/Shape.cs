using System.Collections;
using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Shapes;

/// <summary>The length of each axis of an array, outermost first. A scalar has no axes. Immutable.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    private readonly int[]? _lengths;

    /// <summary>Makes a shape of the given lengths.</summary>
    /// <exception cref="ArgumentException">A length is negative.</exception>
    public Shape(params int[] lengths)
    {
        foreach (var length in lengths)
        {
            if (length < 0)
            {
                throw new ArgumentException($"An axis cannot have a negative length: ({string.Join(", ", lengths)}).", nameof(lengths));
            }
        }

        _lengths = lengths;
    }

    /// <summary>The shape of a scalar.</summary>
    public static Shape Scalar => default;

    /// <summary>Number of axes.</summary>
    public int Rank => _lengths?.Length ?? 0;

    /// <summary>Number of elements.</summary>
    public long Length
    {
        get
        {
            var length = 1L;
            foreach (var axis in AsSpan())
            {
                length = checked(length * axis);
            }

            return length;
        }
    }

    /// <inheritdoc/>
    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The length of one axis; negative axes count from the end.</summary>
    public int this[int axis] => AsSpan()[axis < 0 ? axis + Rank : axis];

    /// <summary>Copies the lengths into a shape (collection expressions call this).</summary>
    public static Shape Create(ReadOnlySpan<int> lengths) => new(lengths.ToArray());

    /// <summary>A shape from an array of lengths, which must not be changed afterwards.</summary>
    public static implicit operator Shape(int[] lengths) => new(lengths);

    /// <summary>Whether both have the same lengths.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The lengths, without a copy.</summary>
    public ReadOnlySpan<int> AsSpan() => _lengths;

    /// <summary>The lengths as a new array.</summary>
    public int[] ToArray() => AsSpan().ToArray();

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is Shape shape && Equals(shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var length in AsSpan())
        {
            hash.Add(length);
        }

        return hash.ToHashCode();
    }

    /// <summary>As Python writes a tuple: <c>(64, 10)</c>, <c>(10,)</c>, <c>()</c>.</summary>
    public override string ToString() => Rank == 1 ? $"({this[0]},)" : $"({string.Join(", ", this)})";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_lengths ?? [])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
