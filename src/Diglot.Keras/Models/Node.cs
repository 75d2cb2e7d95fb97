using Diglot.Keras.Layers;

namespace Diglot.Keras.Models;

/// <summary>One call of a layer on symbolic tensors: an edge bundle of the graph that a functional model is cut from.</summary>
internal sealed class Node
{
    public Node(Layer layer, CallArguments<KerasTensor> arguments, Nest<KerasTensor> outputs)
    {
        Layer = layer;
        Arguments = arguments;
        Outputs = outputs;
        Inputs = [.. arguments.Flatten()];
        Results = outputs.Flatten();
        for (var i = 0; i < Results.Count; i++)
        {
            (Results[i].Node, Results[i].Index) = (this, i);
        }

        Number = layer.InboundNodes.Count;
        layer.InboundNodes.Add(this);
    }

    public Layer Layer { get; }

    /// <summary>How often the layer had been called before.</summary>
    public int Number { get; }

    public CallArguments<KerasTensor> Arguments { get; }

    public Nest<KerasTensor> Outputs { get; }

    public KerasTensor[] Inputs { get; }

    public IReadOnlyList<KerasTensor> Results { get; }

    public bool IsInput => Inputs.Length == 0;
}
