namespace Diglot.Formats.Hdf5;

/// <summary>A group or an array: a place in the tree, with attributes.</summary>
public abstract class Hdf5Object
{
    private readonly Lazy<OrderedDictionary<string, Hdf5Value>> _attributes;

    private protected Hdf5Object(string path, Func<OrderedDictionary<string, Hdf5Value>>? attributes)
    {
        Path = path;
        _attributes = new Lazy<OrderedDictionary<string, Hdf5Value>>(attributes ?? (static () => []));
    }

    /// <summary>Where the object was found, from the root: <c>/layers/dense/vars/0</c>; empty for objects made to be written.</summary>
    public string Path { get; }

    /// <summary>The attributes in the order of the file; set them here before writing.</summary>
    /// <exception cref="FileFormatException">The attributes cannot be read.</exception>
    public OrderedDictionary<string, Hdf5Value> Attributes => _attributes.Value;

    /// <summary>Identifies the object within its file, for walks that meet each object once.</summary>
    internal long Address { get; init; } = -1;
}
