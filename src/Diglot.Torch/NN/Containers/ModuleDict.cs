using System.Collections;

namespace Diglot.Torch.NN.Containers;

/// <summary>Modules by name, in order, that their owner's <c>parameters()</c> finds; it computes nothing itself.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleDict.html. Keras finds layers in plain dictionaries.</remarks>
[Face("nn")]
public sealed class ModuleDict : Module, IEnumerable<KeyValuePair<string, Module>>
{
    private readonly OrderedDictionary<string, Module> _items = [];

    /// <summary>Makes a dictionary.</summary>
    /// <param name="modules">Names and modules.</param>
    public ModuleDict(IEnumerable<KeyValuePair<string, Module>> modules)
    {
        foreach (var (name, module) in modules)
        {
            this[name] = module;
        }
    }

    /// <summary>Makes a dictionary.</summary>
    /// <param name="modules">Names and modules.</param>
    public ModuleDict(params (string name, Module module)[] modules)
        : this(modules.Select(static entry => KeyValuePair.Create(entry.name, entry.module)))
    {
    }

    /// <summary>The module of a name.</summary>
    public Module this[string key]
    {
        get => _items.TryGetValue(key, out var module) ? module : throw new KeyNotFoundException($"The ModuleDict has no '{key}'; it has: {string.Join(", ", _items.Keys)}.");
        set
        {
            add_module(key, value);
            _items[key] = value;
        }
    }

    /// <summary>Adds a module, which lets C#'s collection initialisers fill the dictionary.</summary>
    public void Add(string key, Module module) => this[key] = module;

    /// <summary>The names.</summary>
    public IEnumerable<string> keys() => _items.Keys;

    /// <summary>The modules.</summary>
    public IEnumerable<Module> values() => _items.Values;

    /// <summary>Names and modules.</summary>
    public IEnumerable<(string name, Module module)> items() => _items.Select(static entry => (entry.Key, entry.Value));

    /// <summary>Whether there is a module of a name: Python's <c>in</c>.</summary>
    public bool contains(string key) => _items.ContainsKey(key);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Module>> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
