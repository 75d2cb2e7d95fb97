namespace Diglot.Torch.NN.Core;

/// <summary>Names and tensors in order, as <c>state_dict()</c> gives them and <c>torch.save</c> stores them.</summary>
public sealed class StateDict : OrderedDictionary<string, Tensor>
{
    /// <summary>The layout version of each module by its path, <c>""</c> for the whole; empty if unknown. A file keeps it beside the tensors.</summary>
    public OrderedDictionary<string, long> _metadata { get; } = [];

    /// <summary>The names.</summary>
    public IEnumerable<string> keys() => Keys;

    /// <summary>The tensors.</summary>
    public IEnumerable<Tensor> values() => Values;

    /// <summary>Pairs of name and tensor.</summary>
    public IEnumerable<(string name, Tensor tensor)> items() => this.Select(static entry => (entry.Key, entry.Value));
}
