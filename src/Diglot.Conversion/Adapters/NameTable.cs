namespace Diglot.Conversion.Adapters;

/// <summary>Names for what a conversion writes: each belongs to one layer, and none is another's beginning.</summary>
/// <param name="separator">What stands between the names of groups and members; null where names have no parts.</param>
internal sealed class NameTable(char? separator)
{
    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<string, string> _groups = [];

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

        var (name, free) = (Grouped(wanted), 1);
        for (var first = name; _taken.Contains(name); free++)
        {
            name = $"{first}_{free}";
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

    /// <summary>The name with other groups where those that it wants are layers; all that wants to stand in one group does.</summary>
    private string Grouped(string wanted)
    {
        var found = wanted;
        foreach (var group in Groups(wanted))
        {
            if (!_groups.TryGetValue(group, out var own))
            {
                var first = found[..^(wanted.Length - group.Length)];
                own = Enumerable.Range(1, int.MaxValue - 1).Select(number => $"{first}_{number}").Prepend(first).First(name => !_taken.Contains(name) || _taken.Contains(name + separator));
                _groups.Add(group, own);
            }

            found = own + wanted[group.Length..];
        }

        return found;
    }

    private IEnumerable<string> Groups(string name) => name.Index().Where(letter => letter.Item == separator).Select(letter => name[..letter.Index]);
}
