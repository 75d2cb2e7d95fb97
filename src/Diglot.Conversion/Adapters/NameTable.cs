namespace Diglot.Conversion.Adapters;

/// <summary>Names for what a conversion writes: each belongs to one layer, and none is another's beginning.</summary>
/// <param name="separator">What stands between the names of groups and members; null where names have no parts.</param>
internal sealed class NameTable(char? separator)
{
    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>Keeps a name for something that is no layer, such as an input.</summary>
    public void Take(string name) => _taken.Add(name);

    /// <summary>The name of what has this key: the wanted one, or one with a number where another has it.</summary>
    /// <param name="key">What it is a name for.</param>
    /// <param name="wanted">The name that it has in the source.</param>
    public string Of(string key, string wanted)
    {
        if (_names.TryGetValue(key, out var known))
        {
            return known;
        }

        var name = wanted;
        for (var number = 1; _taken.Contains(name) || Groups(name).Any(group => _taken.Contains(group) && !_taken.Contains(group + separator)); number++)
        {
            name = $"{wanted}_{number}";
        }

        _taken.Add(name);
        foreach (var group in Groups(name))
        {
            // A group's name with a dot marks that names stand below it.
            _taken.Add(group);
            _taken.Add(group + separator);
        }

        return _names[key] = name;
    }

    private IEnumerable<string> Groups(string name) => name.Index().Where(letter => letter.Item == separator).Select(letter => name[..letter.Index]);
}
