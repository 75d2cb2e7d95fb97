using System.Diagnostics.CodeAnalysis;
using Diglot.Formats.Hdf5.Reading;

namespace Diglot.Formats.Hdf5;

/// <summary>
/// A folder of the tree. From a file, members are read when asked for; a group made with <c>new</c> is filled with
/// <see cref="Add(string, TensorData)"/> and <see cref="AddGroup"/> and handed to the writer.
/// </summary>
public sealed class Hdf5Group : Hdf5Object
{
    private readonly Lazy<OrderedDictionary<string, Lazy<Hdf5Object>>> _members;
    private readonly Hdf5Group? _root;

    /// <summary>An empty group to be filled and written.</summary>
    public Hdf5Group()
        : base("", null) => _members = new([]);

    internal Hdf5Group(
        string path,
        Hdf5Group? root,
        Func<Hdf5Group, OrderedDictionary<string, Lazy<Hdf5Object>>> members,
        Func<OrderedDictionary<string, Hdf5Value>> attributes)
        : base(path, attributes)
    {
        _root = root;
        _members = new(() => members(this));
    }

    /// <summary>Names of the members; ordered as created where the file keeps that order, else by name.</summary>
    /// <exception cref="FileFormatException">The group cannot be read.</exception>
    public IReadOnlyList<string> Names => _members.Value.Keys;

    /// <summary>The members that are groups, and those that are arrays.</summary>
    public IEnumerable<Hdf5Object> Members => _members.Value.Values.Select(static member => member.Value);

    internal Hdf5Group Root => _root ?? this;

    /// <summary>The object at a path below this group (or from the root, with a leading <c>/</c>).</summary>
    /// <exception cref="FileFormatException">There is none, or it cannot be read.</exception>
    public Hdf5Object this[string path] => TryGet(path, out var found) ? found : throw Missing(path, "object");

    /// <summary>The group at a path.</summary>
    /// <exception cref="FileFormatException">There is none.</exception>
    public Hdf5Group Group(string path) => this[path] as Hdf5Group ?? throw Missing(path, "group");

    /// <summary>The array at a path.</summary>
    /// <exception cref="FileFormatException">There is none.</exception>
    public Hdf5Dataset Dataset(string path) => this[path] as Hdf5Dataset ?? throw Missing(path, "dataset");

    /// <summary>Whether there is an object at a path; gives it.</summary>
    /// <exception cref="FileFormatException">There is one, but it cannot be read.</exception>
    public bool TryGet(string path, [NotNullWhen(true)] out Hdf5Object? found)
    {
        found = path.StartsWith('/') ? Root : this;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == ".")
            {
                continue;
            }

            if (found is not Hdf5Group group || !group._members.Value.TryGetValue(name, out var member))
            {
                found = null;
                return false;
            }

            found = member.Value;
        }

        return true;
    }

    /// <summary>This group and everything below it, each object once, a group before its members.</summary>
    /// <exception cref="FileFormatException">Something cannot be read, or groups contain themselves.</exception>
    public IEnumerable<(string Path, Hdf5Object Object)> Walk()
    {
        var seen = new HashSet<long>();
        var open = new Stack<(string Path, Hdf5Object Object)>([("", this)]);
        while (open.TryPop(out var next))
        {
            if (next.Object.Address >= 0 && !seen.Add(next.Object.Address))
            {
                continue;
            }

            yield return next;
            if (next.Object is Hdf5Group group)
            {
                foreach (var name in group.Names.Reverse())
                {
                    open.Push((next.Path.Length == 0 ? name : $"{next.Path}/{name}", group.Member(name)));
                }
            }
        }
    }

    /// <summary>Adds an array or group to be written; groups on the way are made.</summary>
    /// <param name="path">Where, from this group.</param>
    /// <param name="member">What.</param>
    public void Add(string path, Hdf5Object member)
    {
        var cut = path.LastIndexOf('/');
        var parent = cut < 0 ? this : AddGroup(path[..cut]);
        var name = path[(cut + 1)..];
        if (name is "" or "." || !parent._members.Value.TryAdd(name, new Lazy<Hdf5Object>(member)))
        {
            throw new ArgumentException($"Each member of a group has a name of its own: '{path}' is empty or taken.", nameof(path));
        }
    }

    /// <summary>Adds an array to be written; groups on the way are made.</summary>
    public Hdf5Dataset Add(string path, TensorData data)
    {
        var dataset = new Hdf5Dataset(data);
        Add(path, dataset);
        return dataset;
    }

    /// <summary>The group at a path, made if it is not there.</summary>
    public Hdf5Group AddGroup(string path)
    {
        var group = this;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!group._members.Value.TryGetValue(name, out var member))
            {
                member = new Lazy<Hdf5Object>(new Hdf5Group());
                group._members.Value.Add(name, member);
            }

            group = member.Value as Hdf5Group ?? throw new ArgumentException($"A group and an array cannot have the same name: '{path}' passes through an array.", nameof(path));
        }

        return group;
    }

    /// <summary>A member by its plain name.</summary>
    internal Hdf5Object Member(string name) => _members.Value[name].Value;

    private FileFormatException Missing(string path, string kind) => new(
        FileFault.Corrupt,
        $"The {kind} asked for is there",
        Path.Length == 0 ? "/" : Path,
        $"a {kind} '{path}'",
        Nearest(path),
        file: Image?.Name);

    internal Hdf5Image? Image { get; init; }

    private string Nearest(string path)
    {
        if (TryGet(path, out var other))
        {
            return other is Hdf5Group ? "a group of that name" : "an array of that name";
        }

        var names = Names;
        return names.Count == 0 ? "an empty group" : $"members {string.Join(", ", names.Take(8))}{(names.Count > 8 ? " …" : "")}";
    }
}
