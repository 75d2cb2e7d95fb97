using Diglot.Formats;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasH5;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Files;

/// <summary>Kind <c>hdf5-oddities</c>: one model's weights in HDF5 files of every sort; all numbers, and the lists of names that lead to them.</summary>
public sealed class Hdf5Oddities : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["hdf5-oddities"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var file = golden.PathOf(golden.Text("file"));
        var weights = KerasH5Reader.Read(file).Layers.SelectMany(layer => layer.Weights.Select(weight => KeyValuePair.Create($"{layer.Name}/{weight.Name}", weight.Data))).ToDictionary();
        StoredTensors.Compare(comparison, golden.PathOf(golden.Text("expected")), weights);

        var root = Hdf5Reader.Read(file);
        var group = root.TryGet("model_weights", out var found) ? (Hdf5Group)found : root;
        StoredTensors.Compare(comparison, golden.PathOf(golden.Text("expected")), weights.Keys.ToDictionary(name => name, name => group.Dataset(name).Data));
    }
}
