using Diglot.Autograd;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;

namespace Diglot.Golden.Judges.Keras;

/// <summary>What each layer of a model gives for an input, under the names of Keras 2's reference data: <c>:k</c> a further call, <c>.j</c> a further result.</summary>
internal static class LayerOutputs
{
    public static Dictionary<string, Tensor> Of(Model model, Tensor[] inputs)
    {
        var found = new Dictionary<string, Tensor>();
        if (model is Sequential chain)
        {
            var x = inputs[0];
            foreach (var layer in chain.layers)
            {
                found[layer.name] = x = layer.call(x, training: false);
            }
        }
        else if (model is Functional graph)
        {
            foreach (var (symbol, tensor) in graph.Trace(inputs is [var only] ? (Nest<Tensor>)only : inputs))
            {
                var node = symbol.Node!;
                var call = graph.Nodes.Where(other => other.Layer == node.Layer).ToList().IndexOf(node);
                found[node.Layer.name + (call > 0 ? $":{call}" : "") + (symbol.Index > 0 ? $".{symbol.Index}" : "")] = tensor;
            }
        }

        return found;
    }
}
