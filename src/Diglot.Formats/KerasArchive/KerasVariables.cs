using System.Globalization;
using Diglot.Formats.Hdf5;

namespace Diglot.Formats.KerasArchive;

/// <summary>
/// How Keras 3 lays out variables in HDF5 (<c>.weights.h5</c>, also inside <c>.keras</c>): each layer, optimizer or metric is a
/// group with a group <c>vars</c> of arrays <c>0</c>, <c>1</c> … in the object's own order; sub-layers are groups beside
/// <c>vars</c> by attribute name, lists of them by class name in snake case and a counter.
/// </summary>
public static class KerasVariables
{
    /// <summary>The name of the group of an object's own variables.</summary>
    public const string Group = "vars";

    /// <summary>The variables of the object at a path in their order; empty if it has none there.</summary>
    /// <param name="weights">The root of the weights.</param>
    /// <param name="path">The object: <c>layers/conv2d</c>, <c>optimizer</c>; empty for the model itself.</param>
    /// <exception cref="FileFormatException">A number is missing in the sequence, or the group cannot be read.</exception>
    public static IReadOnlyList<TensorData> Of(Hdf5Group weights, string path)
    {
        if (!weights.TryGet($"{path}/{Group}".TrimStart('/'), out var found) || found is not Hdf5Group group)
        {
            return [];
        }

        var variables = new List<TensorData>();
        while (group.TryGet(variables.Count.ToString(CultureInfo.InvariantCulture), out var next) && next is Hdf5Dataset dataset)
        {
            variables.Add(dataset.Data);
        }

        var numbered = group.Names.Count(static name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return variables.Count == numbered
            ? variables
            : throw new FileFormatException(
                FileFault.Corrupt,
                "Variables are numbered from 0 without gap",
                $"{path}/{Group}",
                $"an array '{variables.Count}'",
                $"members {string.Join(", ", group.Names.Take(12))}",
                "Save the model again.");
    }

    /// <summary>The name that Keras notes for the object at a path (attribute <c>name</c> of its variables), or null.</summary>
    public static string? NameOf(Hdf5Group weights, string path)
        => weights.TryGet($"{path}/{Group}".TrimStart('/'), out var group) && group.Attributes.TryGetValue("name", out var name) && name.Type.IsText ? name.Text : null;

    /// <summary>Every array of the tree by its path, numbers in their order (2 before 10).</summary>
    public static OrderedDictionary<string, TensorData> All(Hdf5Group weights)
    {
        var all = new OrderedDictionary<string, TensorData>();
        foreach (var (path, dataset) in weights.Walk()
            .Where(static entry => entry.Object is Hdf5Dataset)
            .Select(static entry => (entry.Path, (Hdf5Dataset)entry.Object))
            .OrderBy(static entry => entry.Path, PathOrder.Instance))
        {
            all.Add(path, dataset.Data);
        }

        return all;
    }
}
