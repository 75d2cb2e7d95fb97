using System.Text.Json.Nodes;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>The calls of a functional model, made as soon as what they are given exists. Both spellings of Keras 2 and Keras 3 are read.</summary>
internal sealed class FunctionalCalls(KerasSpec model, KerasReader reader)
{
    private readonly Dictionary<(string Layer, int Call), IReadOnlyList<Value>> _results = [];

    /// <summary>Calls the model on values; null for the outermost model, which has inputs of its own.</summary>
    public IReadOnlyList<Value> Run(IReadOnlyList<Value>? inputs)
    {
        var ends = Ends(model.Config["input_layers"]).ToArray();
        if (inputs is not null && inputs.Count != ends.Length)
        {
            throw new ConversionRefusedException(model.Path, $"the model has {ends.Length} inputs; it is called with {inputs.Count}", "Correct the model.");
        }

        var layers = new Dictionary<string, KerasSpec>();
        foreach (var layer in model.Layers)
        {
            if (!layers.TryAdd((string?)layer.Node["name"] ?? layer.Name, layer))
            {
                throw new ConversionRefusedException(layer.Path, "two layers of the model have this name, so that its calls are not told apart", "Give each layer a name of its own, and save the model again.");
            }
        }

        foreach (var (i, end) in ends.Index())
        {
            _results[(end.Layer, end.Call)] = [inputs?[i] ?? reader.Input(layers[end.Layer])];
        }

        var open = new List<(KerasSpec Layer, int Number, JsonNode Call)>();
        foreach (var (name, layer) in layers)
        {
            var calls = layer.Node["inbound_nodes"] as JsonArray ?? [];
            var first = FirstNumber(layer, name, calls.Count);
            open.AddRange(calls.Select((call, i) => (layer, first + i, call!)));
        }

        while (open.Count > 0)
        {
            var ready = open.FindIndex(call => Histories(call.Call).All(history => _results.ContainsKey((history.Layer, history.Call))));
            if (ready < 0)
            {
                throw new ConversionRefusedException(open[0].Layer.Path, "calls wait for each other, or for a layer that does not exist", "Save the model again.");
            }

            var (layer, number, call) = open[ready];
            open.RemoveAt(ready);
            CheckKeywords(layer, call);
            _results[((string?)layer.Node["name"] ?? layer.Name, number)] = reader.Call(layer, [.. Histories(call).Select(Find)]);
        }

        return [.. Ends(model.Config["output_layers"]).Select(Find)];
    }

    private Value Find((string Layer, int Call, int Index) history) => _results.TryGetValue((history.Layer, history.Call), out var results) && history.Index < results.Count
        ? results[history.Index]
        : throw new ConversionRefusedException(model.Path, $"the result {history.Index} of call {history.Call} of the layer '{history.Layer}' does not exist", "Save the model again.");

    /// <summary>A functional model counts its own making as call 0; other layers count from 0.</summary>
    private int FirstNumber(KerasSpec layer, string name, int count)
    {
        if (!layer.IsModel)
        {
            return 0;
        }

        var asked = model.Layers.SelectMany(static other => (other.Node["inbound_nodes"] as JsonArray ?? []).SelectMany(static call => Histories(call!))).Concat(Ends(model.Config["output_layers"]))
            .Where(history => history.Layer == name).Select(static history => history.Call).ToArray();
        return asked.Contains(0) ? 0 : layer.ClassName != "Sequential" || asked.DefaultIfEmpty(0).Max() >= count ? 1 : 0;
    }

    private static void CheckKeywords(KerasSpec layer, JsonNode call)
    {
        var keywords = call is JsonObject modern ? modern["kwargs"] as JsonObject : ((call as JsonArray)?.FirstOrDefault() as JsonArray)?.ElementAtOrDefault(3) as JsonObject;
        foreach (var (name, value) in keywords ?? [])
        {
            // A mode of False is that of inference, which the model's own mode overrides in fit.
            if (value is not null && !(name == "training" && value.GetValueKind() == System.Text.Json.JsonValueKind.False))
            {
                throw new ConversionRefusedException(layer.Path, $"it is called with {name}={(value.ToJsonString() is { Length: > 60 } text ? text[..60] + "…" : value.ToJsonString())}, which has no counterpart", $"Call it without {name}.", $"{layer.ClassName} called with {name}");
            }
        }
    }

    /// <summary>All tensors that a call is given, in order.</summary>
    private static IEnumerable<(string Layer, int Call, int Index)> Histories(JsonNode? node) => node switch
    {
        JsonObject symbol when (string?)(symbol["class_name"] as JsonValue) == "__keras_tensor__" => [History((JsonArray)symbol["config"]!["keras_history"]!)],
        JsonObject members => members.SelectMany(static member => Histories(member.Value)),
        JsonArray { Count: 3 or 4 } history when IsHistory(history) => [History(history)],
        JsonArray items => items.SelectMany(Histories),
        _ => [],
    };

    private static IEnumerable<(string Layer, int Call, int Index)> Ends(JsonNode? node) => node switch
    {
        JsonArray { Count: 3 or 4 } history when IsHistory(history) => [History(history)],
        JsonArray ends => ends.SelectMany(Ends),
        JsonObject ends => ends.OrderBy(static end => end.Key, StringComparer.Ordinal).SelectMany(static end => Ends(end.Value)),
        _ => [],
    };

    private static bool IsHistory(JsonArray node) => node[0]?.GetValueKind() == System.Text.Json.JsonValueKind.String
        && node[1]?.GetValueKind() == System.Text.Json.JsonValueKind.Number && node[2]?.GetValueKind() == System.Text.Json.JsonValueKind.Number;

    private static (string Layer, int Call, int Index) History(JsonArray node) => ((string)node[0]!, (int)node[1]!, (int)node[2]!);
}
