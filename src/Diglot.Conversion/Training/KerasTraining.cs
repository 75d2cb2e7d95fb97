using System.Text.Json.Nodes;
using Diglot.Graph.Training;

namespace Diglot.Conversion.Training;

/// <summary>How a Keras model was compiled, and what its optimizer remembers.</summary>
internal static class KerasTraining
{
    /// <summary>Reads the settings and the optimizer's variables.</summary>
    /// <param name="settings"><c>compile_config</c>, or <c>training_config</c> of whole-model HDF5.</param>
    /// <param name="state">The optimizer's variables in Keras 3's order; empty where they were not stored.</param>
    /// <param name="trainable">Names of the weights that training changes, in Keras's order.</param>
    /// <param name="notes">Where to say what cannot be carried over.</param>
    public static TrainingSetup? Read(JsonObject? settings, IReadOnlyList<NDArray> state, IReadOnlyList<string> trainable, ICollection<ConversionNote> notes)
    {
        if (settings is null || settings.Count == 0)
        {
            return null;
        }

        var metrics = (settings["metrics"] as JsonArray ?? []).OfType<JsonValue>().Select(static metric => metric.TryGetValue<string>(out var name) ? name : null).OfType<string>().ToArray();
        return new TrainingSetup(Losses(settings["loss"], notes), Optimizer(settings["optimizer"] ?? settings["optimizer_config"], state, trainable, notes)) { Metrics = metrics };
    }

    private static LossForm?[] Losses(JsonNode? node, ICollection<ConversionNote> notes) => node switch
    {
        JsonArray several => [.. several.Select(loss => Loss(loss, notes))],
        null => [],
        _ => [Loss(node, notes)],
    };

    private static LossForm? Loss(JsonNode? node, ICollection<ConversionNote> notes)
    {
        var name = node is JsonValue value && value.TryGetValue<string>(out var text) ? text : (string?)(node as JsonObject)?["class_name"] ?? "";
        var config = (node as JsonObject)?["config"] as JsonObject ?? [];
        LossKind? kind = name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "categoricalcrossentropy" => LossKind.CategoricalCrossentropy,
            "sparsecategoricalcrossentropy" => LossKind.SparseCategoricalCrossentropy,
            "binarycrossentropy" => LossKind.BinaryCrossentropy,
            "meansquarederror" or "mse" => LossKind.MeanSquaredError,
            "meanabsoluteerror" or "mae" => LossKind.MeanAbsoluteError,
            "huber" => LossKind.Huber,
            "kldivergence" or "kld" => LossKind.KLDivergence,
            _ => null,
        };
        if (kind is not { } known)
        {
            notes.Add(new(NoteKind.Lost, "", $"The loss '{name}' is not carried over: choose one on the other side."));
            return null;
        }

        return new LossForm(known, (bool?)config["from_logits"] ?? false, (string?)config["reduction"] switch { "sum" => "sum", "none" => "none", _ => "mean" }, (double?)config["label_smoothing"] ?? 0, (double?)config["delta"] ?? 1);
    }

    private static OptimizerState? Optimizer(JsonNode? node, IReadOnlyList<NDArray> state, IReadOnlyList<string> trainable, ICollection<ConversionNote> notes)
    {
        var kind = (string?)(node as JsonObject)?["class_name"] ?? (node is JsonValue value && value.TryGetValue<string>(out var name) ? name : "");
        var config = (node as JsonObject)?["config"] as JsonObject ?? [];
        if (OptimizerKind.Of(kind) is not { } known || config["learning_rate"] is not JsonValue rate || !rate.TryGetValue<double>(out var learningRate))
        {
            notes.Add(new(NoteKind.Lost, "", $"The optimizer '{kind}' is not carried over: {string.Join(", ", OptimizerKind.All.Select(static kind => kind.Name))} with a fixed learning rate are."));
            return null;
        }

        foreach (var option in new[] { "clipnorm", "global_clipnorm", "clipvalue", "gradient_accumulation_steps", "loss_scale_factor" }.Where(option => config[option] is not null).Append((bool?)config["use_ema"] == true ? "use_ema" : null).OfType<string>())
        {
            notes.Add(new(NoteKind.Lost, "", $"The optimizer's {option} is not part of PyTorch's optimizers: do it in the training loop."));
        }

        var settings = new Dictionary<string, double>();
        foreach (var setting in known.Settings)
        {
            if (config[setting.Keras] is JsonValue number)
            {
                settings[setting.Keras] = number.TryGetValue<bool>(out var flag) ? flag ? 1 : 0 : (double)number;
            }
        }

        if (config["weight_decay"] is JsonValue decay && (double)decay != 0 && !known.DecaysWeights && (known.Name != "SGD" || settings.GetValueOrDefault("momentum") != 0))
        {
            settings.Remove("weight_decay");
            notes.Add(new(NoteKind.Lost, "", $"Keras takes weight_decay={decay.ToJsonString()} off the weights themselves; PyTorch's {known.Name} would add it to the gradient: multiply the weights by 1 − lr · weight_decay before each step."));
        }

        var optimizer = new OptimizerState(known.Name, learningRate) { Settings = settings };
        return Slots(known, optimizer, state, trainable) ?? Unread(optimizer, state, notes);
    }

    private static OptimizerState Unread(OptimizerState optimizer, IReadOnlyList<NDArray> state, ICollection<ConversionNote> notes)
    {
        if (state.Count > 0)
        {
            notes.Add(new(NoteKind.Lost, "", $"The optimizer's state ({state.Count} variables) is of another form than Keras 3's {optimizer.Kind}: it begins anew."));
        }

        return optimizer;
    }

    /// <summary>Keras 3's order: iteration, learning rate, then the slots.</summary>
    private static OptimizerState? Slots(OptimizerKind kind, OptimizerState optimizer, IReadOnlyList<NDArray> state, IReadOnlyList<string> trainable)
    {
        var groups = kind.Remembered(optimizer.Settings).ToArray();
        if (state.Count != 2 + (trainable.Count * groups.Sum(static group => group.Length)))
        {
            return null;
        }

        var rate = state[1].ToArray<double>()[0];
        var slots = new Dictionary<(string, string), ArraySource>();
        var next = 2;
        foreach (var (weight, slot) in groups.SelectMany(group => trainable.SelectMany(weight => group.Select(slot => (weight, slot)))))
        {
            slots[(slot.Name, weight)] = new MemorySource(OptimizerSlot.Scaled(state[next++], 1 / slot.KerasFactor(rate)));
        }

        return optimizer with { LearningRate = rate, Steps = (long)state[0].ToArray<double>()[0], Slots = slots };
    }
}
