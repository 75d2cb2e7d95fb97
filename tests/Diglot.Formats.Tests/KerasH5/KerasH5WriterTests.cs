using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasH5;
using Diglot.Tensors;
using Xunit;

namespace Diglot.Formats.Tests.KerasH5;

public sealed class KerasH5WriterTests
{
    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(110, 590, true)]
    [InlineData(5000, 6, true)]
    public void Names_are_split_over_attributes_when_they_would_not_fit_a_header(int count, int width, bool split)
    {
        var names = Enumerable.Range(0, count).Select(i => $"{i}".PadLeft(width, 'w')).ToArray();
        var file = new KerasH5File
        {
            Kind = KerasH5Kind.WholeModel,
            ModelConfig = new JsonObject { ["class_name"] = "Sequential" },
            KerasVersion = "3.15.1",
            Backend = "tensorflow",
            Layers = [new KerasH5Layer("dense", [.. names.Select(static name => new KerasH5Weight(name, new MemoryTensorData(DType.UInt8, [], new byte[1])))])],
            TopLevel = new KerasH5Layer(KerasH5Layer.TopLevelName, []),
        };
        var root = WriteAndRead(file, out var read);
        Assert.Equal(names, read.Layers[0].Weights.Select(static weight => weight.Name));
        Assert.Equal(split, root.Group("model_weights/dense").Attributes.ContainsKey("weight_names0"));
        Assert.Equal(!split, root.Group("model_weights/dense").Attributes.ContainsKey("weight_names"));
        Assert.Equal("""{"class_name": "Sequential"}""", root.Attributes["model_config"].Text);
        Assert.Equal("tensorflow", read.Backend);
        Assert.Null(read.TrainingConfig);
        Assert.Null(read.OptimizerWeights);
        Assert.Empty(read.TopLevel!.Weights);
    }

    [Theory]
    [InlineData(KerasH5Kind.LegacyWeights)]
    [InlineData(KerasH5Kind.WholeModel)]
    public void Reader_refuses_when_a_name_is_listed_twice(KerasH5Kind kind)
    {
        var root = new Hdf5Group();
        root.Attributes.Add(kind == KerasH5Kind.WholeModel ? "model_config" : "other", Hdf5Value.Of("{}"));
        root.Attributes.Add("layer_names", Hdf5Value.Of(["a", "a"]));
        root.AddGroup("a");
        var error = Assert.Throws<FileFormatException>(() => Read(root));
        Assert.Equal(FileFault.Corrupt, error.Kind);
        Assert.Contains("'a' more than once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_lie_at_the_root_when_an_old_whole_model_has_no_group_for_them()
    {
        var root = new Hdf5Group();
        root.Attributes.Add("model_config", Hdf5Value.OfFixed(["{}"]));
        root.Attributes.Add("layer_names", Hdf5Value.OfFixed(["dense"]));
        root.AddGroup("dense").Attributes.Add("weight_names", Hdf5Value.OfFixed(["dense_W"]));
        root.Add("dense/dense_W", new MemoryTensorData(DType.Float32, [1], BitConverter.GetBytes(2.5f)));
        var file = Read(root);
        Assert.Equal([2.5f], file.Layers.Single().Weights.Single().Data.Values<float>());
        Assert.Null(file.KerasVersion);
        Assert.Null(file.TopLevel);
    }

    [Fact]
    public void Reader_says_what_is_there_when_the_file_is_not_from_Keras()
    {
        var root = new Hdf5Group();
        root.Add("mydata", new MemoryTensorData(DType.UInt8, [], new byte[1]));
        var error = Assert.Throws<FileFormatException>(() => Read(root));
        Assert.Equal(FileFault.WrongFormat, error.Kind);
        Assert.Contains("mydata", error.Message, StringComparison.Ordinal);
    }

    private static Hdf5Group WriteAndRead(KerasH5File file, out KerasH5File read)
    {
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, KerasH5Writer.Tree(file));
        var source = ByteSource.FromMemory(stream.ToArray(), "written");
        read = KerasH5Reader.Read(source);
        return Hdf5Reader.Read(source);
    }

    private static KerasH5File Read(Hdf5Group root)
    {
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, root);
        return KerasH5Reader.Read(ByteSource.FromMemory(stream.ToArray(), "written"));
    }
}
