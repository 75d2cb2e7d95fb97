using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;

namespace Diglot.Formats.KerasH5;

/// <summary>Writes Keras's bare HDF5 files with the groups, attributes and types that Keras writes through h5py.</summary>
public static class KerasH5Writer
{
    /// <summary>Creates or replaces a file; under its name there is never half a file.</summary>
    /// <exception cref="FileFormatException">A value cannot be stored.</exception>
    public static void Write(string path, KerasH5File file) => Hdf5Writer.Write(path, Tree(file));

    /// <summary>The tree of groups and arrays that the file consists of.</summary>
    public static Hdf5Group Tree(KerasH5File file)
    {
        if (file.Kind == KerasH5Kind.Variables)
        {
            return file.Variables ?? throw new ArgumentException("A file of variables has them: Variables is null.", nameof(file));
        }

        var root = new Hdf5Group();
        if (file.Kind == KerasH5Kind.LegacyWeights)
        {
            Weights(root, file);
            return root;
        }

        Text(root, KerasH5Format.KerasVersion, file.KerasVersion, utf8: true);
        Text(root, KerasH5Format.Backend, file.Backend, utf8: true);
        Text(root, KerasH5Format.ModelConfig, Json(file.ModelConfig ?? throw new ArgumentException("A whole model has a configuration: ModelConfig is null.", nameof(file))), utf8: false);
        Text(root, KerasH5Format.TrainingConfig, Json(file.TrainingConfig), utf8: false);
        Weights(root.AddGroup(KerasH5Format.ModelWeights), file);
        if (file.OptimizerWeights is { } optimizer)
        {
            Named(root.AddGroup(KerasH5Format.OptimizerWeights), optimizer);
        }

        return root;
    }

    private static void Weights(Hdf5Group group, KerasH5File file)
    {
        Names(group, KerasH5Format.LayerNames, [.. file.Layers.Select(static layer => layer.Name)]);
        Text(group, KerasH5Format.Backend, file.Backend, utf8: false);
        Text(group, KerasH5Format.KerasVersion, file.KerasVersion, utf8: false);
        foreach (var layer in file.Layers)
        {
            Named(group.AddGroup(layer.Name), layer.Weights);
        }

        if (file.TopLevel is { } top)
        {
            Named(group.AddGroup(KerasH5Layer.TopLevelName), top.Weights);
        }
    }

    private static void Named(Hdf5Group group, IReadOnlyList<KerasH5Weight> weights)
    {
        Names(group, KerasH5Format.WeightNames, [.. weights.Select(static weight => weight.Name)]);
        foreach (var weight in weights)
        {
            group.Add(weight.Name, weight.Data);
        }
    }

    /// <summary>A list of names: one attribute, or, where it would be too long for a header, equal parts with a number behind the name.</summary>
    private static void Names(Hdf5Group group, string attribute, string[] names)
    {
        var width = names.Length == 0 ? 0 : names.Max(Encoding.UTF8.GetByteCount);
        if (width > KerasH5Limits.MaximumAttributeBytes)
        {
            throw new FileFormatException(FileFault.Limit, "A name is shorter than 64 kB", attribute, $"at most {KerasH5Limits.MaximumAttributeBytes} bytes", $"{width}");
        }

        // A name takes its width in a split list and a reference of 16 bytes in a whole one.
        if ((long)names.Length * Math.Max(width, 16) <= KerasH5Limits.MaximumAttributeBytes)
        {
            group.Attributes.Add(attribute, Hdf5Value.Of(names));
            return;
        }

        var parts = 1;
        while ((long)((names.Length + parts - 1) / parts) * width > KerasH5Limits.MaximumAttributeBytes)
        {
            parts++;
        }

        for (int part = 0, start = 0; part < parts; part++)
        {
            var count = (names.Length / parts) + (part < names.Length % parts ? 1 : 0);
            group.Attributes.Add(attribute + part.ToString(CultureInfo.InvariantCulture), Hdf5Value.OfFixed(names[start..(start + count)], Math.Max(1, width)));
            start += count;
        }
    }

    private static void Text(Hdf5Group group, string attribute, string? text, bool utf8)
    {
        if (text is not null)
        {
            group.Attributes.Add(attribute, Hdf5Value.Of(text, utf8));
        }
    }

    private static string? Json(JsonObject? node) => node is null ? null : KerasJson.Write(node);
}
