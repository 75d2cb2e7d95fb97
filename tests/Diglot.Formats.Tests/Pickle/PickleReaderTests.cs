using System.Numerics;
using System.Text;
using Diglot.Formats.Pickle;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Pickle;

public sealed class PickleReaderTests
{
    [Theory]
    [InlineData("I5\n.", 5L)]
    [InlineData("I01\n.", true)]
    [InlineData("L5L\n.", 5L)]
    [InlineData("F2.5\n.", 2.5)]
    [InlineData("S'a\\nb\\x41'\n.", "a\nbA")]
    [InlineData("V\\u00e4b\n.", "äb")]
    [InlineData("(lp0\nI1\naI2\na.", "<list of 2>")]
    [InlineData("(I1\nI2\ntp0\n.", "(1, 2)")]
    [InlineData("(dp0\nVa\nI1\ns.", "<dict of 1>")]
    [InlineData("N.", "None")]
    public void Values_are_those_of_python_when_the_protocol_is_zero(string pickle, object expected)
    {
        var value = Read(pickle);
        Assert.Equal(expected, expected is string ? PickleText.Plain(value) : value);
    }

    [Fact]
    public void Containers_are_shared_when_the_pickle_shares_them()
    {
        // a = [1]; pickle.dumps((a, a), 2)
        var tuple = Assert.IsType<PickleTuple>(Read("\u0080\u0002]q\u0000K\u0001ah\u0000\u0086q\u0001."));
        Assert.Same(tuple[0], tuple[1]);
    }

    [Fact]
    public void Cycle_is_read_when_a_list_holds_itself()
    {
        // a = []; a.append(a); pickle.dumps(a, 2)
        var list = Assert.IsType<List<object?>>(Read("\u0080\u0002]q\u0000h\u0000a."));
        Assert.Same(list, Assert.Single(list));
    }

    [Theory]
    [InlineData("\u008a\u0001\u00ff.", "-1")]
    [InlineData("\u008a\u0009\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080\u0000.", "9223372036854775808")]
    [InlineData("\u008a\u0000.", "0")]
    public void Whole_number_is_exact_when_it_is_long(string pickle, string expected) => Assert.Equal(expected, PickleText.Print(Read(pickle)));

    [Theory]
    [InlineData("cos\nsystem\n.", "os.system")]
    [InlineData("c__builtin__\neval\n.", "builtins.eval")]
    [InlineData("cbuiltins\n__import__\n.", "builtins.__import__")]
    [InlineData("cnumpy.testing._private.utils\nrunstring\n.", "runstring")]
    [InlineData("ctorch.serialization\nos.system\n.", "os.system")]
    [InlineData("cmodel\nsys\n.", "model.sys")]
    [InlineData("cpip\nmain\n.", "pip.main")]
    [InlineData("cmodel\nNet.__init__.__globals__\n.", "__globals__")]
    [InlineData("cmodel\nbuild\n(tR.", "model.build")]
    [InlineData("ccollections\nOrderedDict\n)R}Va\nI1\ns(tR.", "<dict of 1>")]
    [InlineData("cmodel\nNet\n}b.", "model.Net")]
    [InlineData("\u0082\u0001.", "EXT")]
    public void Reader_refuses_and_names_it_when_a_pickle_asks_for_code(string pickle, string name)
    {
        var error = Assert.Throws<FileFormatException>(() => Read(pickle));
        Assert.Equal(FileFault.RefusedCode, error.Kind);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cmodel\nNet\n.", "model.Net")]
    [InlineData("cmodel\nOuter.Inner\n.", "model.Outer.Inner")]
    [InlineData("ctorch.nn.functional\nrelu\n.", "torch.nn.functional.relu")]
    [InlineData("cmodel\nNet\n)\u0081.", "<model.Net object>")]
    [InlineData("ccollections\ndeque\n)R.", "<list of 0>")]
    [InlineData("cdatetime\ndate\n(I1\ntR.", "<datetime.date object>")]
    public void Name_is_inert_data_when_it_is_a_class_or_function_of_a_program(string pickle, string printed) => Assert.Equal(printed, PickleText.Print(Read(pickle)));

    [Fact]
    public void Every_cut_gives_a_clear_error_when_a_pickle_is_cut_short()
    {
        var bytes = Encoding.Latin1.GetBytes("\u0080\u0004\u0095\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000}(\u008c\u0001" + "a]\u0094(K\u0001G@\u0004\u0000\u0000\u0000\u0000\u0000\u0000e\u008c\u0001" + "bX\u0002\u0000\u0000\u0000xyu.");
        Assert.Equal(2, Assert.IsType<PickleDict>(PickleReader.Read(ByteSource.FromMemory(bytes))).Count);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(FileFault.Corrupt, Assert.Throws<FileFormatException>(() => PickleReader.Read(ByteSource.FromMemory(bytes.AsMemory(0, length)))).Kind);
        }
    }

    [Fact]
    public void No_other_exception_escapes_when_bytes_are_changed_at_random()
    {
        var seed = File.ReadAllBytes(Path.Combine(TestKit.Repository.Golden, "torch-files", "old-whole-module-legacy", "file.pt")).AsSpan(137, 4000).ToArray();
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = seed.ToArray();
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                PickleReader.Read(ByteSource.FromMemory(bytes));
            }
            catch (FileFormatException)
            {
            }
        }
    }

    [Fact]
    public void Values_agree_with_python_when_python_writes_every_protocol()
    {
        var folder = Directory.CreateTempSubdirectory("diglot").FullName;
        SystemPython.Run("pickle", """
            import pickle, sys, collections, datetime
            v = {"i": [0, 1, -1, 255, 256, 65535, 65536, -2**31, 2**31, 2**63-1, 2**63, -2**63, 2**100], "f": [0.5, float("inf"), -1e300],
                 "s": ["", "a'b\n", "Gr\u00fc\u00dfe \U0001F642", "x" * 300], "b": [b"", b"\x00\xff", bytearray(b"ab")], "t": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)),
                 "n": [None, True, False], "o": collections.OrderedDict([("k", 1)]), "set": {7}, "fs": frozenset({8}), "c": 1+2j, "r": range(1, 9, 2), (1, "x"): 5, None: 6}
            for p in range(6):
                open(f"{sys.argv[1]}/{p}.pkl", "wb").write(pickle.dumps(v, p))
            """, folder);
        for (var protocol = 0; protocol <= 5; protocol++)
        {
            var dict = Assert.IsType<PickleDict>(PickleReader.Read(ByteSource.Open(Path.Combine(folder, $"{protocol}.pkl"))));
            Assert.Equal("0 1 -1 255 256 65535 65536 -2147483648 2147483648 9223372036854775807 9223372036854775808 -9223372036854775808 1267650600228229401496703205376", Join(dict["i"]));
            Assert.Equal("0.5 inf -1e+300", Join(dict["f"]));
            Assert.Equal((List<object?>)["", "a'b\n", "Grüße 🙂", new string('x', 300)], dict["s"]);
            Assert.Equal(["", "00FF", "6162"], ((List<object?>)dict["b"]!).Select(static bytes => Convert.ToHexString((byte[])bytes!)));
            Assert.Equal("((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4))", PickleText.Print(dict["t"]));
            Assert.Equal("None True False", Join(dict["n"]));
            Assert.Equal(("collections.OrderedDict", 1L), (((PickleDict)dict["o"]!).ClassName, ((PickleDict)dict["o"]!)["k"]));
            Assert.Equal(7L, Assert.Single(((PickleSet)dict["set"]!).Items));
            Assert.Equal((true, 8L), (((PickleSet)dict["fs"]!).IsFrozen, Assert.Single(((PickleSet)dict["fs"]!).Items)));
            Assert.Equal(new Complex(1, 2), dict["c"]);
            Assert.Equal(new PickleRange(1, 9, 2), dict["r"]);
            Assert.Equal((5L, 6L), (dict[new PickleTuple(1L, "x")], dict[null]));
        }
    }

    private static string Join(object? list) => string.Join(' ', ((List<object?>)list!).Select(PickleText.Print));

    private static object? Read(string pickle) => PickleReader.Read(ByteSource.FromMemory(Encoding.Latin1.GetBytes(pickle)));
}
