using System.Numerics;
using Diglot.Formats.Pickle;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Pickle;

public sealed class PickleWriterTests
{
    [Fact]
    public void Python_reads_the_same_values_when_every_kind_is_written()
    {
        var shared = new List<object?> { 1L };
        var value = new PickleDict
        {
            ["ints"] = new List<object?> { 0L, 255L, 256L, 65536L, -1L, int.MinValue, long.MaxValue, long.MinValue, BigInteger.Pow(2, 3000), (byte)3, 5u, ulong.MaxValue },
            ["floats"] = new List<object?> { 0.5, 1.5f, double.NegativeInfinity },
            ["texts"] = new List<object?> { "", "Grüße 🙂", "Grüße 🙂" },
            ["bytes"] = new List<object?> { Array.Empty<byte>(), new byte[] { 0, 255 } },
            ["tuples"] = new PickleTuple(new PickleTuple(), new PickleTuple(1L), new PickleTuple(1L, 2L, 3L, 4L)),
            ["plain"] = new Dictionary<string, int[]> { ["k"] = [1, 2] },
            ["pair"] = (1, "x"),
            ["ordered"] = new PickleDict("collections.OrderedDict") { ["b"] = true, ["a"] = null },
            ["set"] = new PickleSet(false, [3L]),
            ["frozen"] = new PickleSet(true, [4L]),
            ["complex"] = new Complex(1, -2),
            ["range"] = new PickleRange(1, 9, 2),
            ["slice"] = new PickleSlice(null, 5L, null),
            ["shared"] = new PickleTuple(shared, shared),
            [3L] = Enumerable.Range(0, 2500).Select(static number => (object?)(long)number).ToList(),
        };
        var path = Path.Combine(Directory.CreateTempSubdirectory("diglot").FullName, "v.pkl");
        using (var stream = File.Create(path))
        {
            PickleWriter.Write(stream, value);
        }

        Assert.Equal("OK", SystemPython.Run("pickle", """
            import pickle, sys, collections
            v = pickle.load(open(sys.argv[1], "rb"))
            assert v["ints"] == [0, 255, 256, 65536, -1, -2**31, 2**63-1, -2**63, 2**3000, 3, 5, 2**64-1], v["ints"]
            assert v["floats"] == [0.5, 1.5, float("-inf")] and v["texts"] == ["", "Gr\u00fc\u00dfe \U0001F642"] + ["Gr\u00fc\u00dfe \U0001F642"]
            assert v["bytes"] == [b"", b"\x00\xff"] and v["tuples"] == ((), (1,), (1, 2, 3, 4)) and v["plain"] == {"k": [1, 2]} and v["pair"] == (1, "x")
            assert type(v["ordered"]) is collections.OrderedDict and list(v["ordered"].items()) == [("b", True), ("a", None)]
            assert v["set"] == {3} and type(v["frozen"]) is frozenset and v["complex"] == 1-2j and v["range"] == range(1, 9, 2) and v["slice"] == slice(None, 5)
            assert v["shared"][0] is v["shared"][1] and v[3] == list(range(2500))
            print("OK")
            """, path));
    }

    [Fact]
    public void Foreign_objects_are_written_as_they_were_when_a_checkpoint_is_written_again()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("diglot").FullName, "v.pkl");
        SystemPython.Run("pickle", """
            import pickle, sys, argparse, pathlib, collections, datetime
            pickle.dump([argparse.Namespace(lr=0.1), pathlib.PurePosixPath("a/b"), datetime.timedelta(1, 2), collections.Counter("aab")], open(sys.argv[1], "wb"), 2)
            """, path);
        var value = PickleReader.Read(ByteSource.Open(path));
        using (var stream = File.Create(path += ".again"))
        {
            PickleWriter.Write(stream, value);
        }

        Assert.Equal("[Namespace(lr=0.1), PurePosixPath('a/b'), datetime.timedelta(days=1, seconds=2), Counter({'a': 2, 'b': 1})]", SystemPython.Run("pickle", """
            import pickle, sys
            print(pickle.load(open(sys.argv[1], "rb")))
            """, path));
    }

    [Fact]
    public void Cycle_is_kept_when_a_list_holds_itself()
    {
        var list = new List<object?>();
        list.Add(list);
        var stream = new MemoryStream();
        PickleWriter.Write(stream, list);
        var again = Assert.IsType<List<object?>>(PickleReader.Read(ByteSource.FromMemory(stream.ToArray())));
        Assert.Same(again, again[0]);
    }

    [Fact]
    public void Value_is_refused_by_its_type_when_python_has_no_equal()
        => Assert.Contains("DateTime", Assert.Throws<FileFormatException>(() => PickleWriter.Write(new MemoryStream(), new DateTime(0))).Message, StringComparison.Ordinal);
}
