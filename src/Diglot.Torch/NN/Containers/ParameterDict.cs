using System.Collections;

namespace Diglot.Torch.NN.Containers;

/// <summary>Parameters by name, in order, that their owner's <c>parameters()</c> finds.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ParameterDict.html. Tensors become parameters.</remarks>
[Face("nn")]
public sealed class ParameterDict : Module, IEnumerable<KeyValuePair<string, Tensor>>
{
    private readonly OrderedDictionary<string, Tensor> _items = [];

    /// <summary>Makes a dictionary.</summary>
    /// <param name="parameters">Names and parameters.</param>
    public ParameterDict(params (string name, Tensor parameter)[] parameters)
    {
        foreach (var (name, parameter) in parameters)
        {
            this[name] = parameter;
        }
    }

    /// <summary>The parameter of a name.</summary>
    public Tensor this[string key]
    {
        get => _items[key];
        set
        {
            var parameter = nn.IsParameter(value) ? value : nn.Parameter(value);
            register_parameter(key, parameter);
            _items[key] = parameter;
        }
    }

    /// <summary>The names.</summary>
    public IEnumerable<string> keys() => _items.Keys;

    /// <summary>The parameters.</summary>
    public IEnumerable<Tensor> values() => _items.Values;

    /// <inheritdoc/>
    public override string extra_repr() => string.Join('\n', _items.Select(static item => $"  ({item.Key}): {ParameterText.Of(item.Value)}"));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
