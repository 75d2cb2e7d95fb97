using System.Text.Json.Nodes;
using Diglot.Formats;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;

namespace Diglot.Keras.Saving;

/// <summary>Graphs from configurations: layers first, then their calls as soon as what they are given exists.</summary>
internal sealed class FunctionalReader
{
    private readonly Dictionary<string, Layer> _layers = [];
    private readonly Dictionary<(string Layer, int Call), Node> _calls = [];

    private FunctionalReader()
    {
    }

    /// <summary>The model of a configuration.</summary>
    /// <exception cref="FileFormatException">Layers are missing, or calls depend on each other in a circle.</exception>
    public static Functional Read(JsonObject config, IReadOnlyDictionary<string, Type>? customObjects)
        => new FunctionalReader().ReadModel(config, customObjects);

    private Functional ReadModel(JsonObject config, IReadOnlyDictionary<string, Type>? customObjects)
    {
        var open = new List<(string Layer, int Call, JsonNode Node)>();
        foreach (var description in (config["layers"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var layer = LayerReader.Read(description, customObjects);
            var name = (string?)description["name"] ?? layer.name;
            if (!_layers.TryAdd(name, layer))
            {
                throw Broken($"layer '{name}'", "Layers of a model have names of their own", "the name twice");
            }

            var first = layer is Functional ? 1 : 0;
            foreach (var call in layer.InboundNodes)
            {
                _calls[(name, first++)] = call;
            }

            foreach (var call in description["inbound_nodes"] as JsonArray ?? [])
            {
                open.Add((name, first++, call!));
            }
        }

        MakeCalls(open);
        return new Functional(Ends(config["input_layers"]), Ends(config["output_layers"]), (string?)config["name"]);
    }

    private void MakeCalls(List<(string Layer, int Call, JsonNode Node)> open)
    {
        while (open.Count > 0)
        {
            // Calls of one layer are made in their order, so that their numbers stay right.
            var ready = open.Where(call => IsReady(call.Node) && open.First(other => other.Layer == call.Layer).Call == call.Call).ToArray();
            if (ready.Length == 0)
            {
                throw Broken($"layer '{open[0].Layer}'", "Each call is given what earlier calls gave", $"calls that wait for each other or for what does not exist: {string.Join(", ", open.Select(static call => call.Layer).Distinct().Take(6))}");
            }

            foreach (var call in ready)
            {
                var layer = _layers[call.Layer];
                Apply(layer, Arguments(call.Node, call.Layer));
                _calls[(call.Layer, call.Call)] = layer.InboundNodes[^1];
                open.Remove(call);
            }
        }
    }

    private static void Apply(Layer layer, CallArguments<KerasTensor> arguments)
    {
        // A layer that is built before its call has the shapes of the weights that were saved.
        var isSaved = layer.built && layer.weights.Count > 0;
        try
        {
            layer.Apply(arguments);
        }
        catch (ArgumentException unfit) when (isSaved)
        {
            throw new FileFormatException(FileFault.WeightsMismatch, "The weights that a layer was saved with fit what the graph gives it", $"layer '{layer.name}'", received: unfit.Message, cause: unfit);
        }
    }

    private bool IsReady(JsonNode node) => node switch
    {
        JsonObject symbol when IsSymbol(symbol) => _calls.ContainsKey(Key((JsonArray)symbol["config"]!["keras_history"]!)),
        JsonObject members => members.All(member => member.Value is null || IsReady(member.Value)),
        JsonArray items => items.All(item => item is null || IsReady(item)),
        _ => true,
    };

    private CallArguments<KerasTensor> Arguments(JsonNode node, string layer)
    {
        if (node is not JsonObject call || call["args"] is not JsonArray args)
        {
            throw Broken($"layer '{layer}'", "A call of Keras 3 has args and kwargs", node.ToJsonString() is { Length: > 80 } text ? text[..80] : node.ToJsonString());
        }

        return new([.. args.Select(Structure)], new((call["kwargs"] as JsonObject ?? []).Select(argument => KeyValuePair.Create(argument.Key, Structure(argument.Value)))));
    }

    private Nest<KerasTensor> Structure(JsonNode? node) => node switch
    {
        JsonObject symbol when IsSymbol(symbol) => Find((JsonArray)symbol["config"]!["keras_history"]!),
        JsonArray items when items.Any(static item => item is JsonObject or JsonArray) => Nest<KerasTensor>.List([.. items.Select(Structure)]),
        JsonObject members when members.Any(static member => member.Value is JsonObject or JsonArray) => Nest<KerasTensor>.Dictionary(members.Select(member => KeyValuePair.Create(member.Key, Structure(member.Value)))),
        _ => Nest<KerasTensor>.Plain(node?.DeepClone()),
    };

    private Nest<KerasTensor> Ends(JsonNode? node) => node switch
    {
        JsonArray { Count: 3 } history when history[0]?.GetValueKind() == System.Text.Json.JsonValueKind.String => Find(history),
        JsonArray ends => Nest<KerasTensor>.List([.. ends.Select(Ends)]),
        JsonObject ends => Nest<KerasTensor>.Dictionary(ends.Select(end => KeyValuePair.Create(end.Key, Ends(end.Value)))),
        _ => throw Broken("config", "A graph names its input_layers and output_layers", "none"),
    };

    private KerasTensor Find(JsonArray history)
    {
        var place = (int)history[2]!;
        return _calls.TryGetValue(Key(history), out var call) && place < call.Results.Count ? call.Results[place]
            : throw Broken($"layer '{history[0]}'", "A tensor is the result of a call", $"keras_history {history.ToJsonString()}, which no call gave");
    }

    private static bool IsSymbol(JsonObject node) => (string?)node["class_name"] == "__keras_tensor__";

    private static (string, int) Key(JsonArray history) => ((string)history[0]!, (int)history[1]!);

    private static FileFormatException Broken(string place, string rule, string received) => new(FileFault.BadGraph, rule, place, received: received);
}
