namespace Diglot.Formats.Pickle;

/// <summary>
/// An object of a class that only the writing program knows, kept as what the file says of it: class, constructor arguments,
/// state, and items where the class derives from list or dict. It is inert.
/// </summary>
public sealed class ForeignObject
{
    /// <summary>Describes an object.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="arguments">What its constructor was given.</param>
    /// <param name="keywords">What its constructor was given by name, if anything.</param>
    public ForeignObject(ForeignReference type, PickleTuple arguments, PickleDict? keywords = null)
    {
        Type = type;
        Arguments = arguments;
        Keywords = keywords;
    }

    /// <summary>The class.</summary>
    public ForeignReference Type { get; }

    /// <summary>Positional constructor arguments.</summary>
    public PickleTuple Arguments { get; }

    /// <summary>Constructor arguments by name; null if there are none.</summary>
    public PickleDict? Keywords { get; }

    /// <summary>Whether the file makes it by calling its class, rather than by <c>__new__</c>.</summary>
    public bool IsCall { get; private init; }

    /// <summary>What the file would hand to <c>__setstate__</c>: usually the attributes; null if there is no state.</summary>
    public object? State { get; internal set; }

    /// <summary>Items of a class derived from list; null if it has none.</summary>
    public List<object?>? ListItems { get; internal set; }

    /// <summary>Items of a class derived from dict; null if it has none.</summary>
    public PickleDict? DictItems { get; internal set; }

    /// <summary>The attributes by name, from a state that is a dict or a (dict, slots) pair; null if the state is of another form.</summary>
    public PickleDict? Attributes => State switch
    {
        PickleDict attributes => attributes,
        PickleTuple { Count: 2 } pair when pair[1] is PickleDict slots && pair[0] is PickleDict or null => Merge(pair[0] as PickleDict, slots),
        _ => null,
    };

    /// <summary>An object that a call of its class or of a function makes.</summary>
    public static ForeignObject FromCall(ForeignReference callee, PickleTuple arguments) => new(callee, arguments) { IsCall = true };

    /// <summary>An object made by <c>__new__</c> without arguments, with attributes.</summary>
    public static ForeignObject WithAttributes(ForeignReference type, PickleDict attributes) => new(type, PickleTuple.Empty) { State = attributes };

    /// <inheritdoc/>
    public override string ToString() => $"<{Type.FullName} object>";

    private static PickleDict Merge(PickleDict? attributes, PickleDict slots)
    {
        var all = new PickleDict();
        foreach (var (key, value) in attributes is null ? slots : attributes.Concat(slots))
        {
            all[key] = value;
        }

        return all;
    }
}
