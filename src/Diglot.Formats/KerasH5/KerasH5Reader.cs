using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;

namespace Diglot.Formats.KerasH5;

/// <summary>
/// Reads Keras's bare HDF5 files. Names and shapes are read at once, elements when they are asked for. Text attributes may be
/// of fixed or variable length, and lists of names split over several attributes.
/// </summary>
public static class KerasH5Reader
{
    /// <summary>Reads a file of any of the three kinds.</summary>
    /// <exception cref="FileFormatException">It is no HDF5 file of Keras, or is damaged.</exception>
    public static KerasH5File Read(string path) => Read(ByteSource.Open(path));

    /// <summary>Reads from a source.</summary>
    /// <exception cref="FileFormatException">It is no HDF5 file of Keras, or is damaged.</exception>
    public static KerasH5File Read(ByteSource source)
    {
        var root = Hdf5Reader.Read(source);
        try
        {
            return KerasH5Detector.KindOf(root) switch
            {
                KerasH5Kind.WholeModel => WholeModel(root, source.Name),
                KerasH5Kind.LegacyWeights => Weights(root, KerasH5Kind.LegacyWeights, root),
                KerasH5Kind.Variables => new KerasH5File { Kind = KerasH5Kind.Variables, Variables = root },
                _ => throw new FileFormatException(
                    FileFault.WrongFormat,
                    "An HDF5 file of Keras has the attribute model_config (whole model) or layer_names (weights), or a group vars or layers (Keras 3 weights)",
                    "root group",
                    received: $"attributes {List(root.Attributes.Keys)}; members {List(root.Names)}",
                    remedy: root.Names.Contains(KerasH5Format.ModelWeights)
                        ? "The architecture is missing: save the model again with model.save(), or build it in code and load only the weights."
                        : "Check that this is a file saved by Keras."),
            };
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            throw fault.In(source.Name);
        }
    }

    private static KerasH5File WholeModel(Hdf5Group root, string file)
    {
        // Some old files keep the weights at the root, as weights files do.
        var weights = root.TryGet(KerasH5Format.ModelWeights, out var found) && found is Hdf5Group group ? group : root;
        return Weights(weights, KerasH5Kind.WholeModel, root) with
        {
            ModelConfig = Json(root, KerasH5Format.ModelConfig, file),
            TrainingConfig = Json(root, KerasH5Format.TrainingConfig, file),
            OptimizerWeights = root.TryGet(KerasH5Format.OptimizerWeights, out var optimizer) && optimizer is Hdf5Group state ? Named(state, KerasH5Format.OptimizerWeights) : null,
        };
    }

    private static KerasH5File Weights(Hdf5Group weights, KerasH5Kind kind, Hdf5Group root) => new()
    {
        Kind = kind,
        KerasVersion = Text(root, KerasH5Format.KerasVersion) ?? Text(weights, KerasH5Format.KerasVersion),
        Backend = Text(root, KerasH5Format.Backend) ?? Text(weights, KerasH5Format.Backend),
        Layers = [.. Names(weights, KerasH5Format.LayerNames, "model_weights").Select(name => new KerasH5Layer(name, Named(Layer(weights, name), name)))],
        TopLevel = weights.TryGet(KerasH5Layer.TopLevelName, out var top) && top is Hdf5Group own ? new KerasH5Layer(KerasH5Layer.TopLevelName, Named(own, KerasH5Layer.TopLevelName)) : null,
    };

    private static Hdf5Group Layer(Hdf5Group weights, string name)
    {
        if (weights.TryGet(name, out var found) && found is Hdf5Group layer)
        {
            return layer;
        }

        throw new FileFormatException(FileFault.Corrupt, "Each layer that layer_names lists has a group", $"layer '{name}'", received: $"groups {List(weights.Names)}", remedy: "Save the model again.");
    }

    private static IReadOnlyList<KerasH5Weight> Named(Hdf5Group group, string place)
    {
        var weights = new List<KerasH5Weight>();
        foreach (var name in Names(group, KerasH5Format.WeightNames, place))
        {
            weights.Add(group.TryGet(name, out var found) && found is Hdf5Dataset dataset
                ? new KerasH5Weight(name, dataset.Data)
                : throw new FileFormatException(FileFault.Corrupt, "Each weight that weight_names lists is there", $"'{place}', weight '{name}'", received: "no array of that name", remedy: "Save the model again."));
        }

        return weights;
    }

    /// <summary>A list of names, whole or in numbered parts; empty where there is none.</summary>
    private static List<string> Names(Hdf5Group group, string attribute, string place)
    {
        var names = new List<string>();
        if (group.Attributes.TryGetValue(attribute, out var whole))
        {
            names.AddRange(Texts(whole));
        }

        for (var part = 0; whole is null && part < KerasH5Limits.MaximumParts && group.Attributes.TryGetValue($"{attribute}{part.ToString(CultureInfo.InvariantCulture)}", out var next); part++)
        {
            names.AddRange(Texts(next));
        }

        return names.GroupBy(static name => name).FirstOrDefault(static same => same.Count() > 1) is { Key: var twice }
            ? throw new FileFormatException(FileFault.Corrupt, "A list of names has each name once", $"'{place}', attribute '{attribute}'", received: $"'{twice}' more than once", remedy: "Save the model again.")
            : names;

        // An empty list is stored as an empty array of numbers.
        IReadOnlyList<string> Texts(Hdf5Value value) => value.Shape is null || value.Shape.Contains(0) ? [] : value.Type.IsText ? value.Texts : throw new FileFormatException(
            FileFault.Corrupt, "Lists of names are texts", $"'{place}', attribute '{attribute}'", received: value.Type.Description);
    }

    private static string? Text(Hdf5Group group, string attribute)
        => group.Attributes.TryGetValue(attribute, out var value) && value is { Type.IsText: true, Texts: [var text] } ? text : null;

    private static JsonObject? Json(Hdf5Group root, string attribute, string file) => root.Attributes.TryGetValue(attribute, out var value)
        ? KerasJson.Parse(Encoding.UTF8.GetBytes(value.Text), $"attribute '{attribute}'", file)
        : null;

    private static string List(IReadOnlyCollection<string> names) => names.Count == 0 ? "(none)" : string.Join(", ", names.Take(8)) + (names.Count > 8 ? " …" : "");
}
