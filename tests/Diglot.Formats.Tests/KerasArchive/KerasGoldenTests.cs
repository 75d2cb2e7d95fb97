using System.Text;
using System.Text.Json;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Formats.Zip;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.KerasArchive;

/// <summary>Models that Keras 3 and Keras 2 saved, each in several files.</summary>
public sealed class KerasGoldenTests
{
    public static TheoryData<string> Keras3Cases => Folders("keras-models");

    public static TheoryData<string> ArchivedCases => [.. Keras3Cases.Select(static row => row.Data).Where(static name => File.Exists(Path.Combine(Repository.Golden, name, "model.keras")))];

    public static TheoryData<string> Keras2Cases => Folders("keras-legacy", "keras-repair");

    public static TheoryData<string> LayerCases => Folders("keras-layers");

    [Theory]
    [MemberData(nameof(Keras3Cases))]
    public void Variables_agree_between_all_files_when_Keras_3_saved_them(string name)
    {
        using var description = Case(name);
        var folder = Path.Combine(Repository.Golden, name);
        var roots = new Dictionary<string, Hdf5Group>();
        foreach (var file in description.RootElement.GetProperty("files").EnumerateArray().Select(static file => file.GetString()!))
        {
            var path = Path.Combine(folder, file);
            if (file.EndsWith(".keras", StringComparison.Ordinal))
            {
                roots.Add(file, KerasArchiveReader.Read(path).Weights);
            }
            else if (file.EndsWith(".h5", StringComparison.Ordinal))
            {
                roots.Add(file, Hdf5Reader.Read(path));
                Assert.Equal(file.Contains("weights", StringComparison.Ordinal) ? KerasH5Kind.Variables : KerasH5Kind.WholeModel, KerasH5Reader.Read(path).Kind);
            }
        }

        foreach (var weight in description.RootElement.GetProperty("weights").EnumerateArray())
        {
            var shape = weight.GetProperty("shape").EnumerateArray().Select(static axis => axis.GetInt64());
            byte[]? first = null;
            foreach (var (file, root) in roots)
            {
                if (weight.TryGetProperty(file, out var place) && place.ValueKind == JsonValueKind.String)
                {
                    var data = root.Dataset(place.GetString()!).Data;
                    Assert.Equal(shape, data.Shape);
                    first ??= data.Bytes();
                    Assert.Equal(first, data.Bytes());
                }
            }

            Assert.NotNull(first);
        }
    }

    [Theory]
    [MemberData(nameof(ArchivedCases))]
    public void Configuration_comes_out_as_Python_wrote_it_when_it_was_not_changed(string name)
    {
        var path = Path.Combine(Repository.Golden, name, "model.keras");
        var archive = KerasArchiveReader.Read(path);
        Assert.Equal("3.15.1", archive.KerasVersion);
        Assert.Equal(Encoding.UTF8.GetString(ZipReader.Read(path)["config.json"].ReadArray()), KerasJson.Write(archive.Config));
    }

    [Theory]
    [MemberData(nameof(LayerCases))]
    public void Weights_have_their_shapes_when_a_single_layer_was_saved(string name)
    {
        using var description = Case(name);
        var archive = KerasArchiveReader.Read(Path.Combine(Repository.Golden, name, "model.keras"));
        foreach (var weight in description.RootElement.GetProperty("weights").EnumerateArray())
        {
            var data = archive.Weights.Dataset(weight.GetProperty("h5").GetString()!).Data;
            Assert.Equal(weight.GetProperty("shape").EnumerateArray().Select(static axis => axis.GetInt64()), data.Shape);
            Assert.Equal(data.ByteLength, data.Bytes().Length);
        }
    }

    [Theory]
    [MemberData(nameof(Keras2Cases))]
    public void Weights_are_listed_in_order_when_older_Keras_saved_them(string name)
    {
        using var description = Case(name);
        var folder = Path.Combine(Repository.Golden, name);
        foreach (var file in Directory.GetFiles(folder, "*.h5"))
        {
            var read = KerasH5Reader.Read(file);
            var weights = read.Layers.Append(read.TopLevel).OfType<KerasH5Layer>().SelectMany(static layer => layer.Weights).ToList();
            foreach (var weight in weights)
            {
                Assert.Equal(weight.Data.ByteLength, weight.Data.Bytes().Length);
            }

            if (description.RootElement.TryGetProperty("weights", out var expected))
            {
                Assert.Equal(
                    expected.EnumerateArray().Select(static weight => (weight.GetProperty("name").GetString()!, string.Join(',', weight.GetProperty("shape").EnumerateArray().Select(static axis => axis.GetInt64())))).Order(),
                    weights.Select(static weight => (weight.Name, string.Join(',', weight.Data.Shape))).Order());
            }
        }

        foreach (var file in Directory.GetFiles(folder, "*.keras"))
        {
            Assert.NotEmpty(KerasVariables.All(KerasArchiveReader.Read(file).Weights));
        }
    }

    private static JsonDocument Case(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Golden, name, "case.json")));

    private static TheoryData<string> Folders(params string[] kinds)
        => [.. kinds.SelectMany(static kind => Directory.GetDirectories(Path.Combine(Repository.Golden, kind)).Select(folder => $"{kind}/{Path.GetFileName(folder)}").Order())];
}
