using Diglot.Formats.Pickle;
using Diglot.Formats.TorchArchive;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.TorchArchive;

public sealed class TorchWriterTests
{
    [Fact]
    public void Safe_unpickler_of_pytorch_loads_the_same_weights_when_a_state_dict_is_written()
    {
        var weight = Floats([2, 3], 1, 2, 3, 4, 5, 6);
        var state = TorchWriter.StateDict(
            [new("fc.weight", weight), new("tied.weight", weight), new("steps", new MemoryTensorData(DType.Int64, [], BitConverter.GetBytes(7L)))],
            [new("", 1), new("fc", 1)]);
        var path = Write(state);
        Assert.Equal("""
            OrderedDict ['fc.weight', 'tied.weight', 'steps'] True
            tensor([[1., 2., 3.],
                    [4., 5., 6.]]) tensor(7)
            OrderedDict([('', {'version': 1}), ('fc', {'version': 1})])
            """, SystemPython.Run("torch", """
            import torch, sys
            d = torch.load(sys.argv[1], weights_only=True)
            print(type(d).__name__, list(d), d["fc.weight"].data_ptr() == d["tied.weight"].data_ptr())
            print(d["fc.weight"], d["steps"])
            print(d._metadata)
            """, path));
    }

    [Fact]
    public void Pytorch_loads_the_same_values_when_a_checkpoint_is_written()
    {
        var storage = TorchStorage.Of(Floats([6], 0, 1, 2, 3, 4, 5));
        var checkpoint = new PickleDict
        {
            ["epoch"] = 3L,
            ["name"] = "Grüße",
            ["betas"] = new PickleTuple(0.9, 0.999),
            ["model"] = TorchWriter.StateDict([new("w", Floats([2], 1, 2))], [new("", 1)]),
            ["optimizer"] = new PickleDict
            {
                ["state"] = new PickleDict { [0L] = new PickleDict { ["step"] = Floats([], 3), ["exp_avg"] = Floats([2], 5, 6) } },
                ["param_groups"] = new List<object?> { new PickleDict { ["lr"] = 0.01, ["params"] = new List<object?> { 0L }, ["maximize"] = false, ["foreach"] = null } },
            },
            ["views"] = new List<object?> { new TorchStridedTensor(storage, 1, [2, 2], [1, 2]), new TorchStridedTensor(storage, 0, [6], [1]) },
            ["parameter"] = new TorchStridedTensor(storage, 0, [2], [1]).AsParameter(),
        };
        var path = Write(checkpoint);
        Assert.Equal("""
            3 Grüße (0.9, 0.999) tensor([1., 2.]) tensor([5., 6.]) tensor(3.)
            [{'lr': 0.01, 'params': [0], 'maximize': False, 'foreach': None}]
            tensor([[1., 3.],
                    [2., 4.]]) (1, 2) True
            Parameter True
            """, SystemPython.Run("torch", """
            import torch, sys
            d = torch.load(sys.argv[1])
            o = d["optimizer"]
            print(d["epoch"], d["name"], d["betas"], d["model"]["w"], o["state"][0]["exp_avg"], o["state"][0]["step"])
            print(o["param_groups"])
            a, b = d["views"]
            print(a, a.stride(), a.storage().data_ptr() == b.storage().data_ptr())
            print(type(d["parameter"]).__name__, d["parameter"].requires_grad)
            """, path));
    }

    [Fact]
    public void Pytorch_loads_every_type_it_has_when_all_are_written()
    {
        // PyTorch 1.13 has none of the types that only untyped storages hold; they are read back here instead.
        var golden = TorchReader.Read(Path.Combine(Repository.Golden, "torch-files", "every-dtype", "file.pt"));
        var stream = new MemoryStream();
        TorchWriter.Write(stream, golden.Value);
        var again = TorchReader.Read(ByteSource.FromMemory(stream.ToArray())).Tensors;
        Assert.All(golden.Tensors, pair => Assert.Equal(
            (((TorchTensor)pair.Value).ElementType, Convert.ToHexString(pair.Value.Bytes())),
            (((TorchTensor)again[pair.Key]).ElementType, Convert.ToHexString(again[pair.Key].Bytes()))));

        var known = golden.Tensors.Where(static pair => !pair.Key.StartsWith("float8", StringComparison.Ordinal) && pair.Key is not ("uint16" or "uint32" or "uint64" or "complex32"));
        var path = Write(TorchWriter.StateDict(known));
        Assert.Equal("12", SystemPython.Run("torch", """
            import torch, sys
            d = torch.load(sys.argv[1])
            for k, v in d.items(): assert str(v.dtype) == "torch." + k and v.shape == (3, 4), (k, v.dtype)
            print(len(d))
            """, path));
    }

    [Theory]
    [InlineData("strided-views")]
    [InlineData("shared-storage")]
    [InlineData("big-endian")]
    [InlineData("quantized")]
    [InlineData("sparse")]
    [InlineData("parameters")]
    [InlineData("old-whole-module-legacy")]
    [InlineData("rng-and-optimizer")]
    [InlineData("objects-beside-tensors")]
    [InlineData("state-dict-metadata")]
    [InlineData("storage-object")]
    [InlineData("every-dtype")]
    public void Tensors_are_unchanged_when_a_golden_file_is_written_again(string name)
    {
        var golden = TorchReader.Read(Path.Combine(Repository.Golden, "torch-files", name, "file.pt"));
        var stream = new MemoryStream();
        TorchWriter.Write(stream, golden.Value);
        var again = TorchReader.Read(ByteSource.FromMemory(stream.ToArray()));
        Assert.Equal(golden.Tensors.Keys, again.Tensors.Keys);
        Assert.All(golden.Tensors, pair => Assert.Equal(pair.Value.Bytes(), again.Tensors[pair.Key].Bytes()));
        Assert.All(golden.Tensors.Where(static pair => pair.Value is TorchStridedTensor), pair =>
            Assert.Equal(((TorchStridedTensor)pair.Value).Strides, ((TorchStridedTensor)again.Tensors[pair.Key]).Strides));
    }

    [Theory]
    [InlineData("quantized")]
    [InlineData("shared-storage")]
    [InlineData("parameters")]
    public void Pytorch_reads_equal_tensors_when_a_golden_file_is_written_again(string name)
    {
        var source = Path.Combine(Repository.Golden, "torch-files", name, "file.pt");
        var path = Write(TorchReader.Read(source).Value);
        Assert.Equal("equal", SystemPython.Run("torch", """
            import torch, sys
            import warnings; warnings.filterwarnings("ignore")
            a = torch.load(sys.argv[2])
            b = torch.load(sys.argv[1])
            for k in b:
                assert type(a[k]) is type(b[k]) and a[k].layout == b[k].layout and a[k].dtype == b[k].dtype, k
                x, y = [v.dequantize() if v.is_quantized else v.to_dense() if v.layout != torch.strided else v for v in (a[k], b[k])]
                assert torch.equal(x, y), k
            print("equal")
            """, source, path));
    }

    [Fact]
    public void Pytorch_reads_equal_numbers_when_sparse_tensors_are_written()
    {
        // PyTorch 1.13 rebuilds compressed ones by another function, so only the coordinate form is asked for here.
        var source = TorchReader.Read(Path.Combine(Repository.Golden, "torch-files", "sparse", "file.pt"));
        var path = Write(new PickleDict { ["dup"] = source.Tensors["dup"] });
        Assert.Equal("[[0.0, 3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 3.0]]", SystemPython.Run("torch", """
            import torch, sys
            print(torch.load(sys.argv[1])["dup"].to_dense().tolist())
            """, path));
    }

    [Fact]
    public void Whole_module_still_runs_when_it_is_written_again()
    {
        var folder = Path.Combine(Repository.Golden, "torch-files", "old-whole-module");
        var path = Write(TorchReader.Read(Path.Combine(folder, "file.pt")).Value);
        Assert.Equal("OldNet True", SystemPython.Run("torch", """
            import sys, types, torch
            m = types.ModuleType("old_model"); sys.modules["old_model"] = m
            exec(open(sys.argv[1] + "/source.py").read(), m.__dict__)
            a, b = torch.load(sys.argv[1] + "/file.pt").eval(), torch.load(sys.argv[2]).eval()
            x = torch.ones(2, 2, 6, 5)
            print(type(b).__name__, torch.equal(a(x), b(x)))
            """, folder, path));
    }

    [Fact]
    public void Content_begins_at_multiples_of_64_bytes_when_a_file_is_written()
    {
        var path = Write(TorchWriter.StateDict([new("a", Floats([1], 123456.75f)), new("b", Floats([1], 654321.25f))]));
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(0, bytes.AsSpan().IndexOf(BitConverter.GetBytes(123456.75f)) % 64);
        Assert.Equal(0, bytes.AsSpan().IndexOf(BitConverter.GetBytes(654321.25f)) % 64);
    }

    [Fact]
    public void Nothing_is_left_behind_when_a_value_cannot_be_written()
    {
        var folder = Directory.CreateTempSubdirectory("diglot").FullName;
        Assert.Throws<FileFormatException>(() => TorchWriter.Write(Path.Combine(folder, "m.pt"), new PickleDict { ["when"] = DateTime.UnixEpoch }));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private static MemoryTensorData Floats(long[] shape, params float[] values)
        => new(DType.Float32, shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static string Write(object? value)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("diglot").FullName, "model.pt");
        TorchWriter.Write(path, value);
        return path;
    }
}
