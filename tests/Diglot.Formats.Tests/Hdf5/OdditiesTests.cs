using System.Text.Json;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasH5;
using Diglot.Formats.Safetensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Hdf5;

/// <summary>HDF5 files of every kind met in practice; what they must read as was noted by h5py.</summary>
public sealed class OdditiesTests
{
    private static readonly string Folder = Path.Combine(Repository.Golden, "hdf5-oddities");

    public static TheoryData<string> Cases => [.. Entries().Select(static entry => entry.GetProperty("file").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_are_exactly_those_of_the_reference_when_the_file_is_odd(string file)
    {
        var entry = Entries().Single(entry => entry.GetProperty("file").GetString() == file);
        var expected = SafetensorsReader.Read(Path.Combine(Folder, entry.GetProperty("expected").GetString()!)).Tensors;
        var root = Hdf5Reader.Read(Path.Combine(Folder, file));
        var weights = root.TryGet("model_weights", out var group) ? (Hdf5Group)group : root;
        foreach (var (key, tensor) in expected)
        {
            var actual = weights.Dataset(key).Data;
            Assert.Equal(tensor.Shape, actual.Shape);
            Assert.Equal(tensor.Values<float>(), actual.ToDoubles().Select(static value => (float)value));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lists_of_names_lead_to_all_weights_when_the_file_is_odd(string file)
    {
        var entry = Entries().Single(entry => entry.GetProperty("file").GetString() == file);
        var expected = SafetensorsReader.Read(Path.Combine(Folder, entry.GetProperty("expected").GetString()!)).Tensors;
        var read = KerasH5Reader.Read(Path.Combine(Folder, file));
        var found = read.Layers.SelectMany(static layer => layer.Weights.Select(weight => $"{layer.Name}/{weight.Name}"));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static List<JsonElement> Entries()
        => [.. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cases.json"))).RootElement.EnumerateArray()];
}
