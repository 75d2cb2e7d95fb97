using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Diglot.Keras.Layers;

/// <summary>
/// What a layer takes or gives: one item, a list, a dictionary, or lists of lists of them, with plain constants between
/// (Keras's "structures"). Dictionaries keep their order; their items are taken in the order of the sorted keys, as Keras does.
/// </summary>
[CollectionBuilder(typeof(NestBuilder), nameof(NestBuilder.Create))]
public sealed class Nest<T>
{
    private readonly T? _item;
    private readonly Nest<T>[]? _members;

    /// <summary>The members in the order in which items are taken: that of the sorted keys.</summary>
    private readonly int[]? _order;

    private Nest(T? item, Nest<T>[]? members, string[]? names, bool isConstant, JsonNode? constant)
    {
        (_item, _members, Names, IsConstant, Constant) = (item, members, names, isConstant, constant);
        _order = names is null ? null : [.. Enumerable.Range(0, names.Length).OrderBy(i => names[i], StringComparer.Ordinal)];
    }

    /// <summary>Whether this is a single item.</summary>
    public bool IsItem => _members is null && !IsConstant;

    /// <summary>Whether this is a plain value such as a number, <c>true</c> or <c>None</c>.</summary>
    public bool IsConstant { get; }

    /// <summary>The plain value.</summary>
    public JsonNode? Constant { get; }

    /// <summary>The keys of a dictionary in its own order; null for a list.</summary>
    public string[]? Names { get; }

    /// <summary>The members of a list or dictionary.</summary>
    public ReadOnlySpan<Nest<T>> Members => _members;

    /// <summary>A member of a list.</summary>
    public Nest<T> this[int index] => _members is null ? throw new InvalidOperationException("This is a single item, not a list.") : _members[index];

    /// <summary>A member of a dictionary.</summary>
    public Nest<T> this[string name] => Names is not null && Array.IndexOf(Names, name) is >= 0 and var place ? _members![place]
        : throw new KeyNotFoundException($"There is no '{name}'. There are: {(Names is null ? "no names" : string.Join(", ", Names))}.");

    /// <summary>The single item.</summary>
    /// <exception cref="InvalidOperationException">There are none or several.</exception>
    public T Single => IsItem ? _item!
        : _members is [var only] ? only.Single
        : throw new InvalidOperationException($"One input was expected; {(IsConstant ? "a constant" : $"a list of {_members!.Length}")} was given.");

    /// <summary>One item.</summary>
    public static implicit operator Nest<T>(T item) => new(item, null, null, false, null);

    /// <summary>A list.</summary>
    public static implicit operator Nest<T>(T[] items) => List([.. items.Select(static item => (Nest<T>)item)]);

    /// <summary>A dictionary.</summary>
    public static implicit operator Nest<T>(Dictionary<string, T> items)
        => Dictionary(items.Select(static item => KeyValuePair.Create(item.Key, (Nest<T>)item.Value)));

    /// <summary>A list.</summary>
    public static Nest<T> List(Nest<T>[] members) => new(default, members, null, false, null);

    /// <summary>A dictionary.</summary>
    public static Nest<T> Dictionary(IEnumerable<KeyValuePair<string, Nest<T>>> members)
    {
        var given = members.ToArray();
        return new(default, [.. given.Select(static member => member.Value)], [.. given.Select(static member => member.Key)], false, null);
    }

    /// <summary>A plain value.</summary>
    public static Nest<T> Plain(JsonNode? value) => new(default, null, null, true, value);

    /// <summary>All items in order.</summary>
    public IReadOnlyList<T> Flatten()
    {
        if (IsItem)
        {
            return [_item!];
        }

        var items = new List<T>();
        Collect(items);
        return items;
    }

    /// <summary>The same structure of other items, which are asked for in the order of <see cref="Flatten"/>.</summary>
    public Nest<TResult> Map<TResult>(Func<T, TResult> map)
    {
        if (IsItem)
        {
            return new(map(_item!), null, null, false, null);
        }

        var members = _members is null ? null : new Nest<TResult>[_members.Length];
        for (var i = 0; i < members?.Length; i++)
        {
            var place = _order?[i] ?? i;
            members[place] = _members![place].Map(map);
        }

        return new(default, members, Names, IsConstant, Constant);
    }

    /// <summary>All items in order.</summary>
    public IEnumerator<T> GetEnumerator() => Flatten().GetEnumerator();

    private void Collect(List<T> items)
    {
        if (IsItem)
        {
            items.Add(_item!);
        }

        for (var i = 0; i < _members?.Length; i++)
        {
            _members[_order?[i] ?? i].Collect(items);
        }
    }
}
