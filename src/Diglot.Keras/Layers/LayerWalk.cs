namespace Diglot.Keras.Layers;

/// <summary>
/// A layer with all layers inside and their trainable weights, in the order of <see cref="Layer.weights"/>. It is gathered anew for each
/// training step, so that frozen or added layers count at once, into lists that are kept, so that steps allocate nothing for it.
/// </summary>
internal sealed class LayerWalk
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<Layer> _layers = [];
    private readonly List<Variable> _trainable = [];

    /// <summary>The layers, each once, the outermost first.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The weights that training changes.</summary>
    public IReadOnlyList<Variable> Trainable => _trainable;

    /// <summary>Goes through a layer as it is now.</summary>
    public void Gather(Layer root)
    {
        _seen.Clear();
        _layers.Clear();
        _trainable.Clear();
        Visit(root, root.trainable);
    }

    private void Visit(Layer layer, bool trains)
    {
        if (!_seen.Add(layer))
        {
            return;
        }

        _layers.Add(layer);
        if (trains)
        {
            Add(layer.TrainableVariables);
            Add(layer.OtherVariables);
        }

        var inner = layer.Sublayers;
        for (var i = 0; i < inner.Count; i++)
        {
            Visit(inner[i], trains);
        }
    }

    private void Add(List<Variable> variables)
    {
        foreach (var variable in variables)
        {
            if (variable.trainable && _seen.Add(variable))
            {
                _trainable.Add(variable);
            }
        }
    }
}
