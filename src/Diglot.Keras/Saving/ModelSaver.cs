using System.Text.Json.Nodes;
using Diglot.Formats;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Keras.Operations;

namespace Diglot.Keras.Saving;

/// <summary>Models and weights to files of Keras; under the final name there is the old file or the whole new one.</summary>
internal static class ModelSaver
{
    private const string KerasVersion = "3.15.1";

    /// <summary>Writes the whole model.</summary>
    /// <exception cref="ArgumentException">The ending is of no format.</exception>
    public static void Save(Model model, string path, bool overwrite)
    {
        Check(model, path, overwrite);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".keras":
                KerasArchiveWriter.Write(path, new KerasArchiveFile(LayerSerializer.Serialize(model), Metadata(), Weights(model)));
                break;
            case ".h5" or ".hdf5":
                KerasH5Writer.Write(path, Legacy(model));
                break;
            case var other:
                throw new ArgumentException($"A model is saved as .keras or .h5; received the ending '{other}' in {path}. Weights alone: save_weights(\"….weights.h5\").", nameof(path));
        }
    }

    /// <summary>Writes the weights.</summary>
    /// <exception cref="ArgumentException">The ending is not <c>.weights.h5</c>.</exception>
    public static void SaveWeights(Model model, string path, bool overwrite)
    {
        if (!path.EndsWith(".weights.h5", StringComparison.Ordinal))
        {
            throw new ArgumentException($"A file of weights ends in .weights.h5; received {path}.", nameof(path));
        }

        Check(model, path, overwrite);
        Hdf5Writer.Write(path, Weights(model));
    }

    private static void Check(Model model, string path, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new IOException($"The file {path} exists and overwrite is false. Choose another name, or pass overwrite: true.");
        }

        if (model is not (Sequential or Functional) && !model.built)
        {
            throw new InvalidOperationException($"{model.Where} has no weights yet. Call it on data before saving.");
        }
    }

    private static JsonObject Metadata() => new()
    {
        ["keras_version"] = KerasVersion,
        ["date_saved"] = DateTime.Now.ToString("yyyy-MM-dd@HH:mm:ss"),
    };

    private static Hdf5Group Weights(Model model)
    {
        var root = new Hdf5Group();
        foreach (var (path, layer) in WeightTree.Of(model))
        {
            Add(root, path, layer.name, layer.OwnVariables);
        }

        if (model.OptimizerState is { } optimizer)
        {
            Add(root, "optimizer", optimizer.Name, optimizer.Variables);
        }

        return root;
    }

    private static void Add(Hdf5Group root, string path, string name, IEnumerable<Variable> variables)
    {
        var group = root.AddGroup($"{path}/{KerasVariables.Group}");
        group.Attributes["name"] = Hdf5Value.Of(name);
        foreach (var (variable, i) in variables.Select(static (variable, i) => (variable, i)))
        {
            group.Add($"{i}", MemoryTensorData.Of(variable.value.Data));
        }
    }

    private static KerasH5File Legacy(Model model)
    {
        var description = LayerSerializer.Serialize(model);
        var compiled = model.get_compile_config();
        return new KerasH5File
        {
            Kind = KerasH5Kind.WholeModel,
            ModelConfig = LegacyForm.Model(description),
            TrainingConfig = compiled is null ? null : LegacyForm.Training(compiled),
            KerasVersion = KerasVersion,
            Backend = "tensorflow",
            Layers = [.. model.layers.Where(static layer => layer is not ActivationOperation).Select(layer => new KerasH5Layer(layer.name, [.. ModelLoader.LegacyOrder(layer).Select(variable => Stored(variable.path, variable))]))],
            TopLevel = new KerasH5Layer(KerasH5Layer.TopLevelName, []),
            OptimizerWeights = model.OptimizerState is { } optimizer ? [.. optimizer.Variables.Select(static variable => Stored(variable.path, variable))] : null,
        };
    }

    private static KerasH5Weight Stored(string name, Variable variable) => new(name, MemoryTensorData.Of(variable.value.Data));
}
