using System.Collections;

namespace Diglot.Formats.Pickle;

/// <summary>A Python tuple. Two tuples are equal if their items are, so that they can be dictionary keys.</summary>
public sealed class PickleTuple : IReadOnlyList<object?>, IEquatable<PickleTuple>
{
    private readonly object?[] _items;

    /// <summary>Makes a tuple of the items.</summary>
    public PickleTuple(params object?[] items)
    {
        _items = items;
        Weight = items.Aggregate(1, static (sum, item) => Math.Min(sum + (item is PickleTuple tuple ? tuple.Weight : 1), PickleLimits.MaximumKeyWeight + 1));
    }

    /// <summary>The empty tuple.</summary>
    public static PickleTuple Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <summary>Number of parts, nested tuples counted through; stops just above <see cref="PickleLimits.MaximumKeyWeight"/>.</summary>
    internal int Weight { get; }

    /// <inheritdoc/>
    public object? this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(PickleTuple? other)
    {
        if (ReferenceEquals(this, other) || other is null)
        {
            return other is not null;
        }

        // Beyond this weight the parts may be shared so often that comparing them would never end.
        return Weight == other.Weight && Weight <= PickleLimits.MaximumKeyWeight && _items.AsSpan().SequenceEqual(other._items);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PickleTuple);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_items.Length);
        if (Weight <= PickleLimits.MaximumKeyWeight)
        {
            foreach (var item in _items)
            {
                hash.Add(item);
            }
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As Python prints it.</summary>
    public override string ToString() => PickleText.Print(this);
}
