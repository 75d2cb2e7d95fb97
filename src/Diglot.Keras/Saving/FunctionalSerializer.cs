using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;

namespace Diglot.Keras.Saving;

/// <summary>The configuration of a graph: layers, and for each the calls with what they were given.</summary>
internal static class FunctionalSerializer
{
    /// <summary>The arguments that make an equal model.</summary>
    public static JsonObject Config(Functional model)
    {
        var numbers = Numbers(model);
        var layers = new JsonArray();
        foreach (var layer in model.layers)
        {
            var node = LayerSerializer.Serialize(layer);
            node["name"] = layer.name;
            node["inbound_nodes"] = new JsonArray([.. layer.InboundNodes.Where(call => numbers.ContainsKey(call) && !call.IsInput).Select(call => Call(call, numbers))]);
            layers.Add((JsonNode)node);
        }

        return new JsonObject
        {
            ["name"] = model.name,
            ["trainable"] = model.trainable,
            ["layers"] = layers,
            ["input_layers"] = Structure(model.Inputs, symbol => History(symbol, numbers)),
            ["output_layers"] = Structure(model.Outputs, symbol => History(symbol, numbers)),
        };
    }

    /// <summary>Calls outside the model do not count; nested graphs begin with 1, as Keras counts.</summary>
    private static Dictionary<Node, int> Numbers(Functional model)
    {
        var inside = model.Nodes.ToHashSet();
        var numbers = new Dictionary<Node, int>();
        foreach (var layer in model.layers)
        {
            var next = layer is Functional ? 1 : 0;
            foreach (var call in layer.InboundNodes.Where(inside.Contains))
            {
                numbers[call] = next++;
            }
        }

        return numbers;
    }

    private static JsonObject Call(Node call, Dictionary<Node, int> numbers)
    {
        JsonNode Symbol(KerasTensor symbol) => new JsonObject
        {
            ["class_name"] = "__keras_tensor__",
            ["config"] = new JsonObject
            {
                ["shape"] = symbol.shape.ToConfig(),
                ["dtype"] = symbol.dtype,
                ["keras_history"] = History(symbol, numbers),
            },
        };
        return new JsonObject
        {
            ["args"] = new JsonArray([.. call.Arguments.Positional.Select(argument => Structure(argument, Symbol))]),
            ["kwargs"] = new JsonObject(call.Arguments.Keywords.Select(argument => KeyValuePair.Create(argument.Key, Structure(argument.Value, Symbol)))),
        };
    }

    private static JsonNode History(KerasTensor symbol, Dictionary<Node, int> numbers)
        => new JsonArray(symbol.Node!.Layer.name, numbers[symbol.Node], symbol.Index);

    private static JsonNode? Structure(Nest<KerasTensor> nest, Func<KerasTensor, JsonNode> write)
        => nest.IsItem ? write(nest.Single)
            : nest.IsConstant ? nest.Constant?.DeepClone()
            : nest.Names is { } names ? new JsonObject(names.Zip(nest.Members.ToArray(), (name, member) => KeyValuePair.Create(name, Structure(member, write))))
            : new JsonArray([.. nest.Members.ToArray().Select(member => Structure(member, write))]);
}
