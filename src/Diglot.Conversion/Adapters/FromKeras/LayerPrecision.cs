using System.Text.Json.Nodes;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>In which element type Keras layers compute, by their policy (keras.io/api/mixed_precision/policy). A PyTorch module computes in the type of its weights.</summary>
internal static class LayerPrecision
{
    /// <summary>The name of a layer's policy: <c>float32</c>, <c>mixed_bfloat16</c>; null where it is the default.</summary>
    public static string? PolicyOf(JsonObject config) => config["dtype"] switch
    {
        JsonObject policy => Text((policy["config"] as JsonObject)?["name"]) ?? Text(policy["config"]?["source_name"]),
        JsonValue value => Text(value),
        _ => null,
    };

    /// <summary>Whether a policy computes in 16 bits.</summary>
    public static bool IsNarrow(string? policy) => policy is "float16" or "bfloat16" or "mixed_float16" or "mixed_bfloat16";

    /// <summary>Refuses quantised layers, and says once which ones compute in 16 bits.</summary>
    public static void Check(KerasSpec model, ICollection<ConversionNote> notes)
    {
        foreach (var layer in model.All().Where(static layer => layer.Config["quantization_config"] is JsonObject || PolicyOf(layer.Config)?.Contains("_from_", StringComparison.Ordinal) == true))
        {
            throw new ConversionRefusedException(layer.Path, $"({layer.ClassName}) it is quantised ({PolicyOf(layer.Config)}), and its weights are whole numbers with a scale", "Convert the model as it was before model.quantize(…).", "quantised layers");
        }

        var narrow = model.All().Where(static layer => !layer.IsModel && layer.ClassName != "InputLayer" && IsNarrow(PolicyOf(layer.Config))).GroupBy(static layer => PolicyOf(layer.Config)!).ToArray();
        foreach (var group in narrow)
        {
            notes.Add(new(NoteKind.Differs, group.First().Path, $"{group.Count()} layer{(group.Count() == 1 ? "" : "s")} from here on compute in 16 bits (policy {group.Key}); what is written computes in the type of its weights. Use torch.autocast or set the policy to do so again."));
        }
    }

    /// <summary>A configuration with every policy of 16 bits replaced by float32; null where there is none.</summary>
    public static JsonObject? Widened(JsonObject model)
    {
        var copy = (JsonObject)model.DeepClone();
        return Widen(copy) ? copy : null;
    }

    private static bool Widen(JsonNode? node)
    {
        var changed = false;
        foreach (var inner in (node as JsonObject)?.Select(static entry => entry.Value).ToArray() ?? (node as JsonArray)?.ToArray() ?? [])
        {
            changed |= Widen(inner);
        }

        if (node is JsonObject settings && settings.ContainsKey("dtype") && IsNarrow(PolicyOf(settings)))
        {
            settings["dtype"] = "float32";
            changed = true;
        }

        return changed;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
