using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Diglot.Formats.Pickle;

/// <summary>A Python dict or one of its kin (<see cref="ClassName"/>), in insertion order; a key may be any immutable value, None included.</summary>
public sealed class PickleDict : IReadOnlyCollection<KeyValuePair<object?, object?>>
{
    private static readonly object None = new();

    private OrderedDictionary<object, object?>? _items;

    /// <summary>Makes an empty dictionary.</summary>
    /// <param name="className">The full name of its class, for instance <c>collections.OrderedDict</c>; null for a plain dict.</param>
    public PickleDict(string? className = null) => ClassName = className;

    /// <summary>The full name of its class; null for a plain dict.</summary>
    public string? ClassName { get; }

    /// <summary>Attributes of the dictionary object itself, such as <c>_metadata</c> of a state_dict; null if it has none.</summary>
    public PickleDict? Attributes { get; set; }

    /// <inheritdoc/>
    public int Count => _items?.Count ?? 0;

    /// <summary>The keys in order.</summary>
    public IEnumerable<object?> Keys => this.Select(static pair => pair.Key);

    /// <summary>The value of a key; adds or replaces it.</summary>
    public object? this[object? key]
    {
        get => TryGet(key, out var value) ? value : throw new KeyNotFoundException($"The dictionary has the key asked for. Received {PickleText.Print(key)}.");
        set => (_items ??= [])[key ?? None] = value;
    }

    /// <summary>Finds the value of a key.</summary>
    public bool TryGet(object? key, out object? value)
    {
        value = null;
        return _items is not null && _items.TryGetValue(key ?? None, out value);
    }

    /// <summary>Finds the value of a key if it has this type.</summary>
    public bool TryGet<T>(object? key, [NotNullWhen(true)] out T? value)
        where T : notnull
    {
        value = TryGet(key, out var found) && found is T typed ? typed : default;
        return value is not null && found is T;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<object?, object?>> GetEnumerator()
    {
        foreach (var (key, value) in _items ?? [])
        {
            yield return new(ReferenceEquals(key, None) ? null : key, value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
