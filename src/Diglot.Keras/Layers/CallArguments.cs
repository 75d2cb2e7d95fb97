namespace Diglot.Keras.Layers;

/// <summary>What one call of a layer is given: structures by position and by keyword, tensors or symbols of tensors.</summary>
public sealed class CallArguments<T>
{
    /// <summary>Arguments by position only.</summary>
    public CallArguments(params Nest<T>[] positional)
        : this(positional, [])
    {
    }

    /// <summary>Arguments by position and keyword.</summary>
    public CallArguments(Nest<T>[] positional, OrderedDictionary<string, Nest<T>> keywords)
    {
        Positional = positional;
        Keywords = keywords;
    }

    /// <summary>By position.</summary>
    public IReadOnlyList<Nest<T>> Positional { get; }

    /// <summary>By keyword.</summary>
    public OrderedDictionary<string, Nest<T>> Keywords { get; }

    /// <summary>The first argument: what most layers know as their inputs.</summary>
    public Nest<T> First => Positional.Count > 0 ? Positional[0]
        : Keywords.Count > 0 ? Keywords.GetAt(0).Value
        : throw new ArgumentException("A layer was called without an input.");

    /// <summary>The <c>training</c> keyword, if it was given.</summary>
    public bool? Training => Keywords.TryGetValue("training", out var value) && value is { IsConstant: true, Constant: { } flag } ? flag.GetValue<bool>() : null;

    /// <summary>All items in order.</summary>
    public IEnumerable<T> Flatten() => Positional.Concat(Keywords.Values).SelectMany(static argument => argument.Flatten());

    /// <summary>The same arguments of other items.</summary>
    public CallArguments<TResult> Map<TResult>(Func<T, TResult> map) => new(
        [.. Positional.Select(argument => argument.Map(map))],
        new(Keywords.Select(argument => KeyValuePair.Create(argument.Key, argument.Value.Map(map)))));
}
