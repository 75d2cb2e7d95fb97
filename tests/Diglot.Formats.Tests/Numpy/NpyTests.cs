using System.Text;
using Diglot.Formats.Numpy;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Numpy;

public sealed class NpyTests
{
    [Fact]
    public void Arrays_are_those_of_numpy_when_numpy_writes_them()
    {
        var folder = Directory.CreateTempSubdirectory("diglot").FullName;
        SystemPython.Run("numpy", """
            import numpy as np, sys
            a = {}
            for d in "? i1 u1 <i2 >i2 <u2 <i4 >i4 <u4 <i8 >i8 <u8 <f2 >f2 <f4 >f4 <f8 >f8 <c8 >c8 <c16".split():
                a[d.replace("<", "le_").replace(">", "be_").replace("?", "bool")] = np.arange(24).reshape(2, 3, 4).astype(d)
            a["fortran"] = np.asfortranarray(np.arange(24.).reshape(2, 3, 4))
            a["scalar"] = np.array(2.5)
            a["empty"] = np.zeros((0, 3), "f4")
            a["text"] = np.array([["cat", "H\u00fcndin"]])
            a["bytes"] = np.array([b"ab", b"c"])
            a["text_be"] = np.array(["\u6a21"]).astype(">U3")
            for k, v in a.items(): np.save(f"{sys.argv[1]}/{k}.npy", v)
            np.savez(sys.argv[1] + "/all.npz", **a); np.savez_compressed(sys.argv[1] + "/packed.npz", **a)
            for v in (1, 2, 3): np.lib.format.write_array(open(f"{sys.argv[1]}/v{v}.npy", "wb"), np.arange(3.), version=(v, 0))
            np.save(sys.argv[1] + "/object.npy", np.array([{}, None]), allow_pickle=True)
            np.save(sys.argv[1] + "/fields.npy", np.zeros(2, [("a", "f4")]))
            """, folder);
        foreach (var arrays in new[] { NpzReader.Read(Path.Combine(folder, "all.npz")), NpzReader.Read(Path.Combine(folder, "packed.npz")) })
        {
            Assert.Equal(27, arrays.Count);
            foreach (var (name, array) in arrays)
            {
                var single = NpyReader.Read(Path.Combine(folder, name + ".npy"));
                Assert.Equal(single.Shape, array.Shape);
                if (!array.IsText)
                {
                    Assert.Equal(single.Data.Bytes(), array.Data.Bytes());
                }
            }

            Assert.Equal(["cat", "Hündin"], arrays["text"].ReadText());
            Assert.Equal(["ab", "c"], arrays["bytes"].ReadText());
            Assert.Equal(["模"], arrays["text_be"].ReadText());
            Assert.Equal([2.5], arrays["scalar"].Data.ToDoubles());
            Assert.Equal([0L, 3L], arrays["empty"].Shape);
            var counted = Enumerable.Range(0, 24).Select(static number => (double)number).ToArray();
            Assert.Equal(counted, arrays["fortran"].Data.ToDoubles());
            foreach (var (name, array) in arrays.Where(static pair => pair.Key.StartsWith("le_", StringComparison.Ordinal) || pair.Key.StartsWith("be_", StringComparison.Ordinal)))
            {
                Assert.Equal([2L, 3L, 4L], array.Shape);
                Assert.Equal(name.Contains('c') ? counted.SelectMany(static number => new[] { number, 0 }) : counted, array.Data.ToDoubles());
            }
        }

        Assert.All(["v1", "v2", "v3"], name => Assert.Equal([0.0, 1, 2], NpyReader.Read(Path.Combine(folder, name + ".npy")).Data.ToDoubles()));
        Assert.Equal(FileFault.RefusedCode, Assert.Throws<FileFormatException>(() => NpyReader.Read(Path.Combine(folder, "object.npy"))).Kind);
        Assert.Equal(FileFault.Unsupported, Assert.Throws<FileFormatException>(() => NpyReader.Read(Path.Combine(folder, "fields.npy"))).Kind);
    }

    [Fact]
    public void Numpy_reads_what_was_written_when_every_type_is_written()
    {
        var types = Enum.GetValues<DType>().Where(static type => type is not (DType.BFloat16 or DType.Float8E4M3 or DType.Float8E5M2)).ToList();
        var arrays = types.ToDictionary(static type => $"{type}".ToLowerInvariant(), static type =>
        {
            var bytes = new byte[6 * type.Size];
            for (var i = 0; i < 6; i++)
            {
                bytes[i * type.Size] = (byte)(type == DType.Bool ? i % 2 : i);
            }

            return (TensorData)new MemoryTensorData(type, [2, 3], bytes);
        });
        arrays["vector"] = new MemoryTensorData(DType.Float32, [1], BitConverter.GetBytes(1.5f));
        arrays["scalar"] = new MemoryTensorData(DType.Float64, [], BitConverter.GetBytes(2.5));
        var path = Path.Combine(Directory.CreateTempSubdirectory("diglot").FullName, "a.npz");
        NpzWriter.Write(path, arrays);
        NpyWriter.Write(path + ".npy", arrays["vector"]);
        var expected = string.Join('\n', types.Select(static type => $"{type.ToString().ToLowerInvariant()} (2, 3) {(type == DType.Bool ? 1 : 5)}"));
        Assert.Equal(expected + "\n[1.5] 2.5 (1,)", SystemPython.Run("numpy", """
            import numpy as np, sys
            a = np.load(sys.argv[1])
            for k in a.files[:-2]:
                assert str(a[k].dtype) == k, (k, a[k].dtype)
                print(k, a[k].shape, a[k].tobytes()[5 * a[k].itemsize])
            print(np.load(sys.argv[1] + ".npy"), a["scalar"], a["vector"].shape)
            """, path));
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 8, null)]
    [InlineData("{'shape':(1,2L),'fortran_order':True,'descr':\"<f4\"}", 8, null)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", 8, FileFault.Corrupt)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", 8, FileFault.Invalid)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 8), }", 8, FileFault.Corrupt)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", 8, FileFault.Invalid)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", 8, FileFault.Invalid)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } x", 8, FileFault.Invalid)]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", 8, FileFault.RefusedCode)]
    [InlineData("{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (1,), }", 8, FileFault.Invalid)]
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (1,), }", 16, FileFault.Unsupported)]
    [InlineData("import os", 8, FileFault.Invalid)]
    public void Header_is_judged_when_it_is_written_by_hand(string header, int length, FileFault? fault)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.Latin1.GetBytes(header), .. new byte[length]];
        if (fault is null)
        {
            Assert.Equal(length, NpyReader.Read(ByteSource.FromMemory(file)).Data.Bytes().Length);
        }
        else
        {
            Assert.Equal(fault, Assert.Throws<FileFormatException>(() => NpyReader.Read(ByteSource.FromMemory(file))).Kind);
        }
    }

    [Fact]
    public void Type_is_refused_when_numpy_has_no_equal()
        => Assert.Equal(FileFault.Unsupported, Assert.Throws<FileFormatException>(() => NpyWriter.Write(new MemoryStream(), new MemoryTensorData(DType.BFloat16, [1], new byte[2]))).Kind);
}
