using CsCheck;
using Diglot.Formats.Hdf5;
using Diglot.Tensors;
using Xunit;

namespace Diglot.Formats.Tests.Hdf5;

public sealed class Hdf5WriterTests
{
    private static readonly DType[] Types =
        [DType.Bool, DType.UInt8, DType.Int8, DType.UInt16, DType.Int16, DType.UInt32, DType.Int32, DType.UInt64, DType.Int64, DType.Float16, DType.BFloat16, DType.Float32, DType.Float64];

    private static readonly Gen<MemoryTensorData> Array =
        from type in Gen.Int[0, Types.Length - 1].Select(static index => Types[index])
        from shape in Gen.Long[0, 4].Array[0, 4]
        from seed in Gen.Byte
        let count = shape.Aggregate(1L, static (product, axis) => product * axis) * type.Size
        select new MemoryTensorData(type, shape, Enumerable.Range(0, (int)count).Select(i => (byte)(type == DType.Bool ? (i + seed) & 1 : i + seed)).ToArray());

    private static readonly Gen<string> Name = Gen.OneOf(Gen.String[Gen.Char["abAB:_-é中 1"], 1, 12], Gen.Int[0, 999].Select(static number => $"{number}")).Where(static name => name != ".");

    [Fact]
    public void Tree_is_read_as_it_was_when_it_is_written()
    {
        (from arrays in Gen.Dictionary(Name, Array)[0, 60]
         from inner in Gen.Dictionary(Name, Array)[0, 20]
         from attributes in Gen.Dictionary(Name, Gen.String[Gen.Char["abé中\n\""], 0, 40])[0, 10]
         select (arrays, inner, attributes)).Sample(
            static sample =>
            {
                var root = new Hdf5Group();
                Fill(root, sample.arrays);
                Fill(root.AddGroup("a group/inside"), sample.inner);
                foreach (var (name, text) in sample.attributes)
                {
                    root.Attributes.Add(name, Hdf5Value.Of(text));
                    root.Group("a group").Attributes.Add(name, Hdf5Value.Of([text, "b", ""], utf8: true));
                }

                var read = WriteAndRead(root);
                Check(read, sample.arrays, 1);
                Check(read.Group("a group/inside"), sample.inner, 0);
                foreach (var (name, text) in sample.attributes)
                {
                    Assert.Equal(text, read.Attributes[name].Text);
                    Assert.Equal([text, "b", ""], read.Group("a group").Attributes[name].Texts);
                }
            },
            iter: 200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(9000)]
    public void Group_holds_all_members_when_its_index_has_several_levels(int count)
    {
        var root = new Hdf5Group();
        for (var i = 0; i < count; i++)
        {
            root.Add($"member {i}", new MemoryTensorData(DType.Int32, [], BitConverter.GetBytes(i)));
        }

        var read = WriteAndRead(root);
        Assert.Equal(count, read.Names.Count);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal([i], read.Dataset($"member {i}").Data.Values<int>());
        }
    }

    [Fact]
    public void Texts_are_read_as_they_were_when_they_fill_several_heaps()
    {
        var root = new Hdf5Group();
        for (var i = 0; i < 30; i++)
        {
            root.AddGroup($"{i}").Attributes.Add("names", Hdf5Value.Of([.. Enumerable.Range(0, 2000).Select(k => $"name {i} {k} {new string('x', k % 100)}")]));
        }

        root.Attributes.Add("long", Hdf5Value.Of(new string('é', 2_000_000)));
        root.Add("texts", new Hdf5Dataset(Hdf5Value.Of([.. Enumerable.Range(0, 50_000).Select(static i => $"word {i}")])));
        root.Attributes.Add("fixed", Hdf5Value.OfFixed(["a", "bcd"]));
        var read = WriteAndRead(root);
        Assert.Equal("name 29 1999 " + new string('x', 99), read.Group("29").Attributes["names"].Texts[^1]);
        Assert.Equal(new string('é', 2_000_000), read.Attributes["long"].Text);
        Assert.Equal("word 49999", read.Dataset("texts").Value.Texts[^1]);
        Assert.Equal(["a", "bcd"], read.Attributes["fixed"].Texts);
    }

    [Fact]
    public void Writer_refuses_when_an_attribute_is_longer_than_a_header_can_be()
    {
        var root = new Hdf5Group();
        root.Attributes.Add("long", Hdf5Value.Of(new MemoryTensorData(DType.UInt8, [70_000], new byte[70_000])));
        var error = Assert.Throws<FileFormatException>(() => WriteAndRead(root));
        Assert.Equal(FileFault.Limit, error.Kind);
        Assert.Contains("'long'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writer_refuses_when_the_element_type_has_no_place_in_HDF5()
    {
        var root = new Hdf5Group();
        root.Add("complex", new MemoryTensorData(DType.Complex64, [1], new byte[8]));
        Assert.Equal(FileFault.Unsupported, Assert.Throws<FileFormatException>(() => WriteAndRead(root)).Kind);
    }

    [Fact]
    public void Group_refuses_when_a_name_is_taken()
    {
        var root = new Hdf5Group();
        root.Add("a/b", new MemoryTensorData(DType.UInt8, [], new byte[1]));
        Assert.Throws<ArgumentException>(() => root.Add("a/b", new MemoryTensorData(DType.UInt8, [], new byte[1])));
        Assert.Throws<ArgumentException>(() => root.Add("a/b/c", new MemoryTensorData(DType.UInt8, [], new byte[1])));
        Assert.Throws<ArgumentException>(() => root.Add("", new MemoryTensorData(DType.UInt8, [], new byte[1])));
    }

    private static void Fill(Hdf5Group group, Dictionary<string, MemoryTensorData> arrays)
    {
        foreach (var (name, data) in arrays)
        {
            group.Add(name, data);
        }
    }

    private static void Check(Hdf5Group group, Dictionary<string, MemoryTensorData> arrays, int others)
    {
        Assert.Equal(arrays.Count + others, group.Names.Count);
        foreach (var (name, data) in arrays)
        {
            var read = group.Dataset(name).Data;
            Assert.Equal(data.Type, read.Type);
            Assert.Equal(data.Shape, read.Shape);
            Assert.Equal(data.Bytes(), read.Bytes());
        }
    }

    private static Hdf5Group WriteAndRead(Hdf5Group root)
    {
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, root);
        return Hdf5Reader.Read(ByteSource.FromMemory(stream.ToArray(), "written"));
    }
}
