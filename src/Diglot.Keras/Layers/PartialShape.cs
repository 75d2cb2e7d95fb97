using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Layers;

/// <summary>
/// The length of each axis as far as it is known before data comes: <c>(None, 28, 28, 1)</c>, the batch length usually being unknown.
/// Written as a tuple: <c>keras.Input(shape: (28, 28, 1))</c>; a single number is one axis.
/// </summary>
[CollectionBuilder(typeof(PartialShape), nameof(Create))]
public readonly struct PartialShape : IEquatable<PartialShape>, IReadOnlyList<int?>, IConfigValue<PartialShape>
{
    private readonly int?[]? _lengths;

    private PartialShape(int?[] lengths) => _lengths = lengths;

    /// <summary>Number of axes.</summary>
    public int Rank => _lengths?.Length ?? 0;

    /// <inheritdoc/>
    int IReadOnlyCollection<int?>.Count => Rank;

    /// <summary>Whether every length is known.</summary>
    public bool IsKnown => !AsSpan().Contains(null);

    /// <summary>The length of one axis, null where unknown; negative axes count from the end.</summary>
    public int? this[int axis] => AsSpan()[axis < 0 ? axis + Rank : axis];

    /// <summary>Copies lengths into a shape (collection expressions call this).</summary>
    public static PartialShape Create(ReadOnlySpan<int?> lengths) => new(lengths.ToArray());

    /// <summary>Known lengths.</summary>
    public static implicit operator PartialShape(Shape shape) => new([.. shape.Select(static length => (int?)length)]);

    /// <summary>One axis.</summary>
    public static implicit operator PartialShape(int length) => new([length]);

    /// <summary>Some axes.</summary>
    public static implicit operator PartialShape(int?[] lengths) => Create(lengths);

    /// <summary>Some axes.</summary>
    public static implicit operator PartialShape(int[] lengths) => new([.. lengths.Select(static length => (int?)length)]);

    /// <summary>One axis.</summary>
    public static implicit operator PartialShape(ValueTuple<int?> lengths) => new([lengths.Item1]);

    /// <summary>Two axes.</summary>
    public static implicit operator PartialShape((int?, int?) lengths) => new([lengths.Item1, lengths.Item2]);

    /// <summary>Three axes.</summary>
    public static implicit operator PartialShape((int?, int?, int?) lengths) => new([lengths.Item1, lengths.Item2, lengths.Item3]);

    /// <summary>Four axes.</summary>
    public static implicit operator PartialShape((int?, int?, int?, int?) lengths) => new([lengths.Item1, lengths.Item2, lengths.Item3, lengths.Item4]);

    /// <summary>Five axes.</summary>
    public static implicit operator PartialShape((int?, int?, int?, int?, int?) lengths)
        => new([lengths.Item1, lengths.Item2, lengths.Item3, lengths.Item4, lengths.Item5]);

    /// <summary>Whether both have the same lengths.</summary>
    public static bool operator ==(PartialShape left, PartialShape right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(PartialShape left, PartialShape right) => !left.Equals(right);

    /// <summary>From a list of numbers and nulls.</summary>
    public static PartialShape FromConfig(JsonNode node) => node is JsonArray lengths
        ? new PartialShape([.. lengths.Select(static length => length?.GetValue<int>())])
        : node.GetValue<int>();

    /// <summary>The lengths, without a copy.</summary>
    public ReadOnlySpan<int?> AsSpan() => _lengths;

    /// <summary>The lengths as a new array.</summary>
    public int?[] ToArray() => AsSpan().ToArray();

    /// <summary>The same with one length replaced; negative axes count from the end.</summary>
    public PartialShape With(int axis, int? length)
    {
        var lengths = ToArray();
        lengths[axis < 0 ? axis + Rank : axis] = length;
        return new(lengths);
    }

    /// <summary>Some axes of it.</summary>
    public PartialShape Slice(int start, int length) => Create(AsSpan().Slice(start, length));

    /// <summary>This shape followed by another.</summary>
    public PartialShape Append(PartialShape other) => new([.. AsSpan(), .. other.AsSpan()]);

    /// <summary>The whole shape, unknown lengths filled with a number.</summary>
    public Shape Fill(int unknown) => new([.. this.Select(length => length ?? unknown)]);

    /// <summary>Whether data of this shape may go where that one was announced.</summary>
    public bool Accepts(Shape shape)
    {
        if (shape.Rank != Rank)
        {
            return false;
        }

        for (var axis = 0; axis < Rank; axis++)
        {
            if (this[axis] is { } length && length != shape[axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As configuration files have it: a list of numbers and nulls.</summary>
    public JsonArray ToConfig() => new([.. this.Select(static length => length is { } known ? JsonValue.Create(known) : null)]);

    /// <inheritdoc/>
    public bool Equals(PartialShape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is PartialShape shape && Equals(shape);

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

    /// <summary>As Python writes the tuple: <c>(None, 10)</c>.</summary>
    public override string ToString()
    {
        var texts = this.Select(static length => length?.ToString() ?? "None");
        return Rank == 1 ? $"({texts.Single()},)" : $"({string.Join(", ", texts)})";
    }

    /// <inheritdoc/>
    public IEnumerator<int?> GetEnumerator() => ((IEnumerable<int?>)(_lengths ?? [])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
