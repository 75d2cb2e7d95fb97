using System.Text.Json.Nodes;
using Diglot.Conversion.Training;
using Diglot.Formats;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Keras.Models;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>Graphs from everything that holds a Keras model.</summary>
public static class KerasAdapter
{
    /// <summary>The graph of a live model; weights are shared with it.</summary>
    public static NetworkGraph Read(Model model, ICollection<ConversionNote>? notes = null)
        => Collect(notes, found =>
        {
            var spec = KerasSpec.Read((JsonObject)JsonNode.Parse(model.to_json())!);
            var graph = KerasReader.Read(spec, new LiveWeights(model), found);
            return WithTraining(graph, spec, model.get_compile_config(), model.OptimizerState?.Variables.Select(static variable => variable.value.Data).ToArray() ?? [], found);
        });

    /// <summary>The graph of a <c>.keras</c> archive.</summary>
    public static NetworkGraph Read(KerasArchiveFile file, ICollection<ConversionNote>? notes = null)
        => Collect(notes, found =>
        {
            var spec = KerasSpec.Read(file.Config);
            var graph = KerasReader.Read(spec, new ArchiveWeights(file.Weights), found);
            return WithTraining(graph, spec, file.Config["compile_config"] as JsonObject, [.. KerasVariables.Of(file.Weights, "optimizer").Select(static data => new StoredSource(data).Read())], found);
        });

    /// <summary>The graph of a whole-model HDF5 file, of Keras 2 or 3.</summary>
    public static NetworkGraph Read(KerasH5File file, ICollection<ConversionNote>? notes = null)
    {
        var config = file.ModelConfig ?? throw new ConversionRefusedException("", "the file holds weights without an architecture", "Give the whole model (.keras, or .h5 of model.save), or the architecture's JSON with it.");
        return Collect(notes, found =>
        {
            var model = KerasSpec.Read(config);
            RequireToday(model, file.KerasVersion);
            KerasReader.Read(model, new NoKerasWeights(), []);
            var graph = KerasReader.Read(model, new LegacyWeights(model, file.Layers), found);
            return WithTraining(graph, model, file.TrainingConfig, [.. (file.OptimizerWeights ?? []).Select(static weight => new StoredSource(weight.Data).Read())], found);
        });
    }

    /// <summary>The graph of an architecture, with the weights of a <c>.weights.h5</c> file if one is given.</summary>
    public static NetworkGraph Read(JsonObject architecture, KerasH5File? weights = null, ICollection<ConversionNote>? notes = null)
        => Collect(notes, found =>
        {
            var model = KerasSpec.Read(architecture);
            if (weights is null or { Variables: not null })
            {
                return KerasReader.Read(model, weights is null ? new NoKerasWeights() : new ArchiveWeights(weights.Variables!), found);
            }

            KerasReader.Read(model, new NoKerasWeights(), []);
            return KerasReader.Read(model, new LegacyWeights(model, weights.Layers), found);
        });

    // One name, two functions: nothing would say so but the numbers.
    private static void RequireToday(KerasSpec model, string? version)
    {
        if (version is ['0' or '1' or '2', ..] && model.All().FirstOrDefault(static layer => layer.Config.Any(static argument => argument.Key.EndsWith("activation", StringComparison.Ordinal) && argument.Value is JsonValue value && value.TryGetValue<string>(out var name) && name == "hard_sigmoid")) is { } layer)
        {
            throw new ConversionRefusedException(layer.Path, $"hard_sigmoid of Keras {version} is min(max(0.2·x + 0.5, 0), 1); PyTorch's and today's Keras's is min(max(x + 3, 0), 6) / 6", "Replace the activation, and train again.", "hard_sigmoid of Keras 2");
        }
    }

    private static NetworkGraph WithTraining(NetworkGraph graph, KerasSpec model, JsonObject? settings, IReadOnlyList<NDArray> state, List<ConversionNote> notes)
    {
        var trainable = model.All().SelectMany(static layer => layer.Variables.Where(variable => variable.IsTrainable && layer.IsTrainable).Select(variable => $"{layer.Path}/{variable.Name}")).ToArray();
        return graph with { Training = KerasTraining.Read(settings, state, trainable, notes) };
    }

    private static NetworkGraph Collect(ICollection<ConversionNote>? notes, Func<List<ConversionNote>, NetworkGraph> read)
    {
        var found = new List<ConversionNote>();
        var graph = read(found);
        foreach (var note in found)
        {
            notes?.Add(note);
        }

        return graph;
    }
}
