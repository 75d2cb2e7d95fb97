using System.Collections;
using Diglot.Torch.NN.Core;

namespace Diglot.Torch.NN.Containers;

/// <summary>Runs modules one after another.</summary>
/// <remarks>
/// <para>Input: the first module's; output: the last one's. Children are named 0, 1, … or as given. Keras: <c>Sequential</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Sequential : Module, IReadOnlyList<Module>
{
    private readonly List<(string Name, Module Module)> _items = [];
    private FusedRun[]? _runs;

    /// <summary>Makes an empty row, to be filled by <see cref="append"/>.</summary>
    public Sequential()
    {
    }

    /// <summary>Puts modules in a row.</summary>
    /// <param name="args">The modules.</param>
    public Sequential(params Module[] args) => extend(args);

    /// <summary>Puts named modules in a row, as Python's <c>OrderedDict</c> does.</summary>
    /// <param name="modules">Names and modules.</param>
    public Sequential(params (string name, Module module)[] modules) => Rename(modules);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>One of the modules.</summary>
    public Module this[int index]
    {
        get => _items[index].Module;
        set => Rename([.. _items.Select((item, i) => i == index ? (item.Name, value) : item)]);
    }

    /// <summary>One of the modules; <c>^1</c> is the last.</summary>
    public Module this[Index index]
    {
        get => this[index.GetOffset(Count)];
        set => this[index.GetOffset(Count)] = value;
    }

    /// <summary>Some of the modules, as a new row.</summary>
    public Sequential this[Range range] => new(_items[range].ToArray());

    /// <summary>Puts a module at the end.</summary>
    public Sequential append(Module module)
    {
        Rename([.. _items, (_items.Count.ToString(), module)]);
        return this;
    }

    /// <summary>Puts a module at the end under a name of its own.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, Module module)
        => Rename(_items.TrueForAll(item => item.Name != name) ? [.. _items, (name, module)] : throw new ArgumentException($"The Sequential has a module '{name}' already."));

    /// <summary>Puts modules at the end.</summary>
    public Sequential extend(IEnumerable<Module> modules)
    {
        Rename([.. _items, .. modules.Select((module, i) => ((_items.Count + i).ToString(), module))]);
        return this;
    }

    /// <summary>Puts a module before another; names are counted anew.</summary>
    public Sequential insert(int index, Module module)
    {
        var modules = this.ToList();
        modules.Insert(index, module);
        Rename([.. modules.Select(static (module, i) => (i.ToString(), module))]);
        return this;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        foreach (var run in _runs ??= FusedRun.Cut([.. _items.Select(static item => item.Module)]))
        {
            input = run.Run(input);
        }

        return input;
    }

    /// <inheritdoc/>
    public IEnumerator<Module> GetEnumerator() => _items.Select(static item => item.Module).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Rename(IReadOnlyList<(string Name, Module Module)> items)
    {
        ForgetModules();
        _runs = null;
        _items.Clear();
        foreach (var (name, module) in items)
        {
            add_module(name, module ?? throw new ArgumentException($"Sequential takes modules; number {_items.Count} is null."));
            _items.Add((name, module));
        }
    }
}
