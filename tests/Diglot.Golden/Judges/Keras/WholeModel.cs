using System.Text.Json.Nodes;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Tensors;

namespace Diglot.Golden.Judges.Keras;

/// <summary>What all cases with whole Keras models ask: results of every layer, gradients, and which layers a configuration names.</summary>
internal static class WholeModel
{
    /// <summary>The stored inputs, as leaves where gradients are wanted.</summary>
    public static Tensor[] Inputs(GoldenCase golden, bool leaves)
        => [.. golden.Json.GetProperty("inputs").EnumerateArray().Select((_, i) => new Tensor(golden.Tensors[$"input.{i}"], leaves && golden.Tensors[$"input.{i}"].Type.IsFloatingPoint))];

    /// <summary>Compares outputs and the results of all layers in inference mode.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="comparison">Takes the differences.</param>
    /// <param name="model">The model.</param>
    /// <param name="file">Where it came from, for messages.</param>
    /// <param name="further">How the reference marks the k-th further call of a layer, and a further result of one call.</param>
    public static void Compare(GoldenCase golden, Comparison comparison, Model model, string file, (char Call, char Result) further)
    {
        var outputs = model.call_all(Inputs(golden, leaves: false), training: false);
        for (var i = 0; i < outputs.Length; i++)
        {
            comparison.Same($"{file}: output.{i}", golden.Tensors[$"output.{i}"], outputs[i].Data);
        }

        var traced = Traced(model, Inputs(golden, leaves: false), further);
        foreach (var name in golden.Tensors.Names.Where(name => name.StartsWith("layer.", StringComparison.Ordinal)))
        {
            comparison.Holds($"{file}: {name} is not there", traced.TryGetValue(name["layer.".Length..], out var found));
            if (found is not null)
            {
                comparison.Same($"{file}: {name}", golden.Tensors[name], found.Data);
            }
        }
    }

    /// <summary>Compares the gradients of inputs and weights in inference mode.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="comparison">Takes the differences.</param>
    /// <param name="model">The model.</param>
    /// <param name="keys">By what the reference names each of the model's weights.</param>
    public static void Gradients(GoldenCase golden, Comparison comparison, Model model, IReadOnlyDictionary<Variable, string> keys)
    {
        var io = golden.Tensors;
        var inputs = Inputs(golden, leaves: true);
        var outputs = model.call_all(inputs, training: false);
        var terms = Enumerable.Range(0, outputs.Length).Where(i => io.Has($"cotangent.{i}")).Select(i => (outputs[i] * new Tensor(io[$"cotangent.{i}"]).To(outputs[i].Type)).Sum()).ToArray();
        if (terms.Length == 0)
        {
            return;
        }

        var weights = model.trainable_weights;
        var found = terms.Aggregate(static (a, b) => a + b).Gradients([.. inputs, .. weights.Select(static weight => weight.value)]);
        for (var i = 0; i < found.Length; i++)
        {
            var name = i < inputs.Length ? $"grad.input.{i}" : $"grad.{keys[weights[i - inputs.Length]]}";
            if (io.Has(name))
            {
                comparison.Same(name, io[name], found[i]?.Data ?? NDArray.Zeros(io[name].Shape, io[name].Type));
            }
        }
    }

    /// <summary>The classes of all layers inside a model, with the module that each comes from.</summary>
    public static IEnumerable<(string Module, string Class)> Classes(JsonNode? model)
        => (model?["config"] switch { JsonObject config => config["layers"] as JsonArray, JsonArray layers => layers, _ => null } ?? [])
            .SelectMany(static layer => Classes(layer).Append(((string?)layer!["module"] ?? "keras.layers", (string)layer["class_name"]!))
                .Concat(layer["config"] is JsonObject config && config["layer"] is JsonObject inner ? [("keras.layers", (string)inner["class_name"]!)] : []));

    /// <summary>Layers, and functions and operators in graphs, that Diglot does not have.</summary>
    /// <exception cref="UnclaimedException">There are some.</exception>
    public static void RequireLayers(JsonNode? model)
    {
        // Keras 2's ThresholdedReLU is read as the ReLU that Keras 3 has for it.
        foreach (var (module, name) in Classes(model).Distinct())
        {
            if (Diglot.Conversion.Layers.KerasOperations.IsOperation(module) ? !Diglot.Keras.Operations.OperationCatalogue.Has(module, name) : !LayerCatalogue.Classes.ContainsKey(name) && name is not ("Sequential" or "Functional" or "Model" or "ThresholdedReLU"))
            {
                throw new UnclaimedException(module.Contains("layers", StringComparison.Ordinal) ? $"keras.layers.{name}" : $"{module}.{name}");
            }
        }
    }

    private static Dictionary<string, Tensor> Traced(Model model, Tensor[] inputs, (char Call, char Result) further)
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
            var values = graph.Trace(inputs is [var only] ? (Nest<Tensor>)only : inputs);
            var calls = new Dictionary<string, int>();
            foreach (var node in InOrderOfDepth(graph))
            {
                var call = calls.GetValueOrDefault(node.Layer.name);
                calls[node.Layer.name] = call + 1;
                foreach (var (i, symbol) in node.Results.Index())
                {
                    found[node.Layer.name + (call > 0 ? $"{further.Call}{call}" : "") + (i > 0 ? $"{further.Result}{i}" : "")] = values[symbol];
                }
            }
        }

        return found;
    }

    /// <summary>The order in which the reference numbers the calls of a shared layer: Keras's lists of nodes by falling distance from the outputs.</summary>
    private static IEnumerable<Node> InOrderOfDepth(Functional graph)
    {
        var (depths, layers) = (new OrderedDictionary<Node, int>(), new Dictionary<Layer, int>());
        foreach (var node in graph.Nodes.Reverse())
        {
            var depth = Math.Max(depths.GetValueOrDefault(node), layers.GetValueOrDefault(node.Layer));
            depths[node] = layers[node.Layer] = depth;
            foreach (var parent in node.Inputs.Select(static input => input.Node!))
            {
                depths[parent] = Math.Max(depth + 1, depths.GetValueOrDefault(parent));
            }
        }

        return depths.Where(static entry => !entry.Key.IsInput).OrderByDescending(static entry => entry.Value).Select(static entry => entry.Key);
    }
}
