using System.Text.Json.Nodes;
using Diglot.Formats;
using Diglot.Keras.Models;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Adapters.ToKeras;

/// <summary>Live Keras models from plans, with the plan's weights.</summary>
internal static class LiveModel
{
    /// <summary>A Sequential or functional model.</summary>
    public static Model Make(KerasPlan plan)
    {
        Model model;
        try
        {
            model = keras.models.model_from_json(Config(plan).ToJsonString());
        }
        catch (FileFormatException fault) when (fault.Kind == FileFault.UnknownClass)
        {
            var missing = plan.Layers.First(layer => fault.Message.Contains($"({layer.ClassName})", StringComparison.Ordinal));
            throw new ConversionRefusedException(missing.Node.Path, $"there is no live keras.layers.{missing.ClassName} here", "Write source instead of a live model or a file.", $"keras.layers.{missing.ClassName}");
        }

        foreach (var step in plan.Layers.Where(static step => step.Weights.Count > 0))
        {
            model.get_layer(step.Name).set_weights([.. step.Weights.Select(static weight => weight.Weight.Read())]);
        }

        return model;
    }

    /// <summary>The model as Keras's JSON.</summary>
    public static JsonObject Config(KerasPlan plan)
    {
        if (plan.IsSequential)
        {
            return Object("Sequential", "keras", new JsonObject
            {
                ["name"] = plan.Graph.Name,
                ["layers"] = new JsonArray([InputLayer(plan.Graph.Inputs[0]), .. plan.Steps.Select(static step => (JsonNode)Layer(step))]),
            });
        }

        var places = new Dictionary<Value, (string Layer, int Call)>();
        foreach (var input in plan.Graph.Inputs)
        {
            places[input] = (input.Name, 0);
        }

        var calls = new Dictionary<string, JsonArray>();
        foreach (var step in plan.Steps)
        {
            var inbound = calls.TryGetValue(step.Name, out var before) ? before : calls[step.Name] = [];
            var symbols = step.Inputs.Select(input => Symbol(input, places[input])).ToArray();
            inbound.Add((JsonNode)new JsonObject { ["args"] = new JsonArray(symbols.Length == 1 ? symbols[0] : new JsonArray(symbols)), ["kwargs"] = new JsonObject() });
            places[step.Output] = (step.Name, inbound.Count - 1);
        }

        var layers = new JsonArray();
        foreach (var layer in plan.Graph.Inputs.Select(static input => (Node: InputLayer(input), input.Name, Calls: new JsonArray())).Concat(plan.Layers.Select(step => (Node: Layer(step), step.Name, Calls: calls[step.Name]))))
        {
            layer.Node["name"] = layer.Name;
            layer.Node["inbound_nodes"] = layer.Calls;
            layers.Add((JsonNode)layer.Node);
        }

        return Object("Functional", "keras.src.models.functional", new JsonObject
        {
            ["name"] = plan.Graph.Name,
            ["layers"] = layers,
            ["input_layers"] = new JsonArray([.. plan.Graph.Inputs.Select(input => (JsonNode)History(places[input]))]),
            ["output_layers"] = new JsonArray([.. plan.Graph.Outputs.Select(output => (JsonNode)History(places[output]))]),
        });
    }

    private static JsonObject Layer(KerasStep step)
    {
        var node = Object(step.ClassName, step.IsOperation ? "keras.src.ops.nn" : "keras.layers", (JsonObject)step.Config.DeepClone());
        if (step.IsOperation)
        {
            node["registered_name"] = step.ClassName;
        }

        return node;
    }

    private static JsonObject InputLayer(Value input) => Object("InputLayer", "keras.layers", new JsonObject { ["batch_shape"] = Shape(input), ["dtype"] = TypeName(input), ["name"] = input.Name });

    private static JsonObject Object(string className, string module, JsonObject config) => new()
    {
        ["module"] = module,
        ["class_name"] = className,
        ["config"] = config,
        ["registered_name"] = className == "Functional" ? className : null,
    };

    private static JsonNode Symbol(Value value, (string Layer, int Call) place) => new JsonObject
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject { ["shape"] = Shape(value), ["dtype"] = TypeName(value), ["keras_history"] = History(place) },
    };

    private static JsonArray History((string Layer, int Call) place) => new(place.Layer, place.Call, 0);

    private static JsonArray Shape(Value value) => new([.. value.Shape.Select(static length => length is { } known ? (JsonNode)known : null)]);

    private static string TypeName(Value value) => value.Type.ToString().ToLowerInvariant();
}
