using System.Collections;
using Diglot.Torch.NN.Core;

namespace Diglot.Torch.NN.Containers;

/// <summary>A list of modules that their owner's <c>parameters()</c> finds; it computes nothing itself.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleList.html. Keras finds layers in plain lists.</remarks>
[Face("nn")]
public sealed class ModuleList : Module, IReadOnlyList<Module>
{
    private readonly List<Module> _items = [];

    /// <summary>Makes a list.</summary>
    /// <param name="modules">The modules.</param>
    public ModuleList(IEnumerable<Module>? modules = null) => Replace(modules ?? []);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>One of the modules; negative numbers count from the end.</summary>
    public Module this[int index]
    {
        get => _items[index < 0 ? index + Count : index];
        set => Replace(_items.Select((item, i) => i == (index < 0 ? index + Count : index) ? value : item));
    }

    /// <summary>Puts a module at the end.</summary>
    public ModuleList append(Module module)
    {
        Replace([.. _items, module]);
        return this;
    }

    /// <summary>Puts modules at the end.</summary>
    public ModuleList extend(IEnumerable<Module> modules)
    {
        Replace([.. _items, .. modules]);
        return this;
    }

    /// <summary>Puts a module before another.</summary>
    public void insert(int index, Module module)
    {
        var items = _items.ToList();
        items.Insert(index, module);
        Replace(items);
    }

    /// <inheritdoc/>
    public override string ToString() => ModuleText.OfList(this, _items);

    /// <inheritdoc/>
    public IEnumerator<Module> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Replace(IEnumerable<Module> modules)
    {
        var items = modules.ToArray();
        ForgetModules();
        _items.Clear();
        foreach (var module in items)
        {
            add_module(_items.Count.ToString(), module);
            _items.Add(module);
        }
    }
}
