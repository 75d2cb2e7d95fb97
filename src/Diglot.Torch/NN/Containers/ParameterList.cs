using System.Collections;

namespace Diglot.Torch.NN.Containers;

/// <summary>A list of parameters that their owner's <c>parameters()</c> finds.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ParameterList.html. Tensors become parameters.</remarks>
[Face("nn")]
public sealed class ParameterList : Module, IReadOnlyList<Tensor>
{
    private readonly List<Tensor> _items = [];

    /// <summary>Makes a list.</summary>
    /// <param name="values">The parameters.</param>
    public ParameterList(IEnumerable<Tensor>? values = null) => extend(values ?? []);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>One of the parameters.</summary>
    public Tensor this[int index] => _items[index];

    /// <summary>Puts a parameter at the end.</summary>
    public ParameterList append(Tensor value)
    {
        var parameter = nn.IsParameter(value) ? value : nn.Parameter(value);
        register_parameter(_items.Count.ToString(), parameter);
        _items.Add(parameter);
        return this;
    }

    /// <summary>Puts parameters at the end.</summary>
    public ParameterList extend(IEnumerable<Tensor> values)
    {
        foreach (var value in values)
        {
            append(value);
        }

        return this;
    }

    /// <inheritdoc/>
    public override string extra_repr() => string.Join('\n', _items.Select(static (item, i) => $"  ({i}): {ParameterText.Of(item)}"));

    /// <inheritdoc/>
    public IEnumerator<Tensor> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
