using System.Text.Json.Nodes;
using Diglot.Formats;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;

namespace Diglot.Keras.Saving;

/// <summary>Models and weights from files of Keras.</summary>
internal static class ModelLoader
{
    /// <summary>The model in a <c>.keras</c> or whole-model <c>.h5</c> file; its content decides, not its name.</summary>
    /// <exception cref="FileFormatException">The file is not one of them, is damaged, or holds what is not supported.</exception>
    public static Model Load(string path, IReadOnlyDictionary<string, Type>? customObjects, bool compile)
    {
        var source = Open(path);
        try
        {
            return IsHdf5(source) ? FromHdf5(source, customObjects, compile) : FromArchive(source, customObjects, compile);
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            throw fault.In(path);
        }
    }

    /// <summary>The model of a JSON text, with fresh weights.</summary>
    /// <param name="config">The architecture.</param>
    /// <param name="customObjects">Classes of the user by the names in the text.</param>
    /// <param name="version">The version of Keras that wrote it, where that is known.</param>
    public static Model FromJson(JsonObject config, IReadOnlyDictionary<string, Type>? customObjects, string? version = null)
    {
        KerasConfigGuard.Check(config);
        return LayerReader.Read(Keras2Form.Is(config, version) ? Keras2Form.Modern(config) : config, customObjects) as Model
            ?? throw new FileFormatException(FileFault.BadConfig, "The configuration is that of a model", received: (string?)config["class_name"]);
    }

    /// <summary>Fills a model's weights from a file.</summary>
    public static void LoadWeights(Model model, string path)
    {
        var source = Open(path);
        try
        {
            if (!IsHdf5(source))
            {
                Fill(model, KerasArchiveReader.Read(source).Weights);
                return;
            }

            var file = KerasH5Reader.Read(source);
            if (file.Variables is { } variables)
            {
                Fill(model, variables);
            }
            else
            {
                FillByLayer(model, file);
            }
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            throw fault.In(path);
        }
    }

    private static Model FromArchive(ByteSource source, IReadOnlyDictionary<string, Type>? customObjects, bool compile)
    {
        var file = KerasArchiveReader.Read(source);
        var model = FromJson(file.Config, customObjects, file.KerasVersion);
        Fill(model, file.Weights);
        if (compile && file.Config["compile_config"] is JsonObject { Count: > 0 } settings)
        {
            Compile(model, settings, Keras2Form.Is(file.Config, file.KerasVersion), [.. KerasVariables.Of(file.Weights, "optimizer").Select(static data => data.ToNDArray())]);
        }

        return model;
    }

    private static Model FromHdf5(ByteSource source, IReadOnlyDictionary<string, Type>? customObjects, bool compile)
    {
        var file = KerasH5Reader.Read(source);
        var config = file.ModelConfig ?? throw new FileFormatException(
            FileFault.WrongFormat, "A whole-model file holds the architecture", received: "weights only", remedy: "Build the model in code and call load_weights.");
        var model = FromJson(config, customObjects, file.KerasVersion);
        FillByLayer(model, file);
        if (compile && file.TrainingConfig is { } settings)
        {
            Compile(model, LegacyForm.ReadTraining(settings), Keras2Form.Is(config, file.KerasVersion), [.. (file.OptimizerWeights ?? []).Select(static weight => weight.Data.ToNDArray())]);
        }

        return model;
    }

    private static void Compile(Model model, JsonObject settings, bool isKeras2, NDArray[] optimizer)
    {
        try
        {
            model.compile_from_config(isKeras2 ? Keras2Training.Modern(settings) : settings);
            model.LoadOptimizer(isKeras2 ? Keras2Training.State(model, optimizer, Keras2Training.IsOlderFamily(settings)) : optimizer);
        }
        catch (ArgumentException fault)
        {
            throw new FileFormatException(FileFault.Unsupported, "Optimizer, loss and metrics of a compiled model are ones that this reader knows", "compile", received: fault.Message.TrimEnd('.'), remedy: "Load with compile: false and call compile yourself.", cause: fault);
        }
    }

    private static void Fill(Model model, Hdf5Group weights)
    {
        foreach (var (path, layer) in WeightTree.Of(model))
        {
            var stored = KerasVariables.Of(weights, path);
            var variables = layer.OwnVariables.ToArray();
            if (stored.Count != variables.Length)
            {
                throw Mismatch(layer, variables.Length, stored.Count, path);
            }

            for (var i = 0; i < variables.Length; i++)
            {
                StoredArray.Fill(variables[i], stored[i], $"{path}/vars/{i}");
            }

            if (layer is IRandomLayer { Seeds: { } seeds } && KerasVariables.Of(weights, $"{path}/{RandomState.Group}") is [var state])
            {
                RandomState.Take(seeds, state, $"{path}/{RandomState.Group}/vars/0");
            }
        }
    }

    /// <summary>Older files: top-level layers by name, each with all weights inside it in order.</summary>
    private static void FillByLayer(Model model, KerasH5File file)
    {
        foreach (var layer in model.layers.Where(static layer => layer.weights.Count > 0))
        {
            var stored = file.Layers.FirstOrDefault(other => other.Name == layer.name)?.Weights ?? [];
            var variables = LegacyOrder(layer);
            if (stored.Count != variables.Length)
            {
                throw Mismatch(layer, variables.Length, stored.Count, layer.name);
            }

            for (var i = 0; i < variables.Length; i++)
            {
                StoredArray.Fill(variables[i], stored[i].Data, stored[i].Name);
            }
        }
    }

    /// <summary>Keras's older format lists trainable weights before the others, over all layers inside.</summary>
    internal static Variable[] LegacyOrder(Layer layer)
        => [.. layer.trainable_weights, .. layer.weights.Except(layer.trainable_weights)];

    private static FileFormatException Mismatch(Layer layer, int expected, int received, string place) => new(
        FileFault.WeightsMismatch, $"The file has as many weights for {layer.Where} as the layer", place, $"{expected}", $"{received}", "The file belongs to another model.");

    private static bool IsHdf5(ByteSource source) => source.Length >= 4 && source.ReadArray(0, 4) is [0x89, (byte)'H', (byte)'D', (byte)'F'];

    private static ByteSource Open(string path) => File.Exists(path) ? ByteSource.Open(path)
        : throw new FileNotFoundException($"There is no file {path}. Give the path of a .keras or .h5 file.", path);
}
