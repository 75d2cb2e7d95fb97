namespace Diglot.Conversion.Source;

/// <summary>Gives values variables; a variable is free again once its value is not needed any more.</summary>
internal sealed class VariableNames
{
    private readonly Dictionary<Value, int> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Value> _holders = [];
    private readonly Dictionary<Value, int> _left;
    private readonly HashSet<string> _reserved;

    /// <summary>Counts how often each value is needed.</summary>
    /// <param name="uses">Each value as often as it is needed.</param>
    /// <param name="reserved">Names that no variable may have.</param>
    public VariableNames(IEnumerable<Value> uses, IEnumerable<string> reserved)
    {
        foreach (var value in uses)
        {
            _uses[value] = _uses.GetValueOrDefault(value) + 1;
        }

        (_left, _reserved) = (new(_uses, ReferenceEqualityComparer.Instance), [.. reserved]);
    }

    /// <summary>How often a value is needed.</summary>
    public int Uses(Value value) => _uses.GetValueOrDefault(value);

    /// <summary>How often a value will still be needed.</summary>
    public int Left(Value value) => _left.GetValueOrDefault(value);

    /// <summary>The variable of a value.</summary>
    public string Of(Value value) => _names[value];

    /// <summary>The values were used once.</summary>
    public void Free(IEnumerable<Value> values)
    {
        foreach (var value in values)
        {
            _left[value]--;
        }
    }

    /// <summary>A variable for an input.</summary>
    public string Declare(Value value, string wanted) => Assign(value, wanted, wanted).Name;

    /// <summary>The wanted variable where it is free, otherwise one called after the layer.</summary>
    public (string Name, bool IsNew) Assign(Value value, string wanted, string layer)
    {
        var name = Candidates(Identifiers.Of(wanted), Identifiers.Of(layer)).First(candidate => !_reserved.Contains(candidate) && (!_holders.TryGetValue(candidate, out var holder) || _left.GetValueOrDefault(holder) == 0));
        var isNew = !_holders.ContainsKey(name);
        _holders[name] = value;
        _names[value] = name;
        return (name, isNew);
    }

    private static IEnumerable<string> Candidates(string wanted, string layer)
        => new[] { wanted, layer }.Concat(Enumerable.Range(2, int.MaxValue - 2).Select(i => $"{layer}_{i}"));
}
