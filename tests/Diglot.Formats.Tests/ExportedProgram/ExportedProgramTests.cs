using System.Text;
using Diglot.Formats.ExportedProgram;
using Diglot.Formats.TorchArchive;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.ExportedProgram;

/// <summary>Programs that torch.export saved, whole and damaged.</summary>
public sealed class ExportedProgramTests
{
    private const long MaximumAllocation = 256L << 20;
    private const string Model = "models/model.json", Weights = "model_weights_config.json";

    private static readonly string LeNet = Path.Combine(Repository.Golden, "torch-models", "lenet5-class");

    public static TheoryData<string> Programs => [.. Directory.EnumerateFiles(Repository.Golden, "*.pt2", SearchOption.AllDirectories).Select(static path => Path.GetRelativePath(Repository.Golden, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Weights_are_those_of_the_state_dict(string name)
    {
        var path = Path.Combine(Repository.Golden, name);
        Assert.Equal("exported program", FormatCatalogue.Detect(path)!.Name);
        var program = ExportedProgramReader.Read(path);
        var state = TorchReader.Read(Path.Combine(Path.GetDirectoryName(path)!, "state_dict.pt")).FindStateDict()!;
        Assert.Equal(state.Keys, program.Weights.Keys);
        foreach (var (key, data) in state)
        {
            Assert.Equal((data.Type, string.Join(',', data.Shape)), (program.Weights[key].Type, string.Join(',', program.Weights[key].Shape)));
            Assert.Equal(data.Bytes(), program.Weights[key].Bytes());
        }
    }

    [Fact]
    public void Operations_say_their_arguments_and_modules()
    {
        var program = ExportedProgramReader.Read(Path.Combine(LeNet, "exported_dynamic.pt2"));
        Assert.Equal(["x"], program.Inputs.Where(static input => input.Kind == ExportedInputKind.User).Select(static input => input.Name));
        var shape = program.Tensors["x"].Shape;
        Assert.True(shape[0].Number is null && shape[0].Expression!.Contains("Symbol", StringComparison.Ordinal));
        Assert.Equal(["linear_2"], program.Outputs);
        var pooling = program.Nodes.First(static node => node.Operator == "avg_pool2d");
        Assert.Equal([2L, 2L], (object?[])pooling.Arguments["kernel_size"]!);
        Assert.Equal(("pool1", "AvgPool2d"), (pooling.Modules[^1].Path, pooling.Modules[^1].TorchClass));
        Assert.Equal("model.LeNet5", program.Modules[""]);
        var view = program.Nodes.First(static node => node.Operator == "view");
        Assert.Equal([new ExportedName("sym_size_int_1"), -1L], (object?[])view.Arguments["size"]!);
        Assert.Equal("2.13.0+cpu", program.TorchVersion);
    }

    [Fact]
    public void Layout_of_before_2_7_is_read()
    {
        var packed = ProgramArchive.Pack(new Dictionary<string, byte[]>
        {
            ["serialized_exported_program.json"] = new ProgramArchive(Path.Combine(LeNet, "exported.pt2"))[Model],
            ["serialized_state_dict.pt"] = File.ReadAllBytes(Path.Combine(LeNet, "state_dict.pt")),
            ["version"] = "5.1"u8.ToArray(),
        });
        var (old, current) = (ExportedProgramReader.Read(ByteSource.FromMemory(packed)), ExportedProgramReader.Read(Path.Combine(LeNet, "exported.pt2")));
        Assert.Equal(current.Weights.Keys, old.Weights.Keys);
        Assert.Equal(current.Nodes.Select(static node => node.Target), old.Nodes.Select(static node => node.Target));
        Assert.Equal("exported program", FormatCatalogue.All.First(format => format.Detects(ByteSource.FromMemory(packed))).Name);
    }

    [Theory]
    [InlineData(Weights, "\"sizes\": [{\"as_int\": 3}", "\"sizes\": [{\"as_int\": 30000000}", FileFault.Invalid)]
    [InlineData(Weights, "\"storage_offset\": {\"as_int\": 0}", "\"storage_offset\": {\"as_int\": -1}", FileFault.Invalid)]
    [InlineData(Weights, "\"strides\": [{\"as_int\": 25}", "\"strides\": [{\"as_int\": 9223372036854775807}", FileFault.Invalid)]
    [InlineData(Weights, "\"dtype\": 7", "\"dtype\": 99", FileFault.Unsupported)]
    [InlineData(Weights, "\"layout\": 7", "\"layout\": 2", FileFault.Unsupported)]
    [InlineData(Weights, "\"weight_0\"", "\"weight_99\"", FileFault.Corrupt)]
    [InlineData(Weights, "{\"config\"", "{\"config\"!", FileFault.BadConfig)]
    [InlineData(Model, "\"graph_module\"", "\"graph_modul\"", FileFault.Invalid)]
    [InlineData(Model, "\"nodes\": [", "\"nodes\": 7, \"more\": [", FileFault.Invalid)]
    [InlineData(Model, "\"as_ints\": [2, 2]", "\"as_ints\": [2, 2e40]", FileFault.Invalid)]
    [InlineData(Model, "\"target\": \"", "\"target\": 3, \"other\": \"", FileFault.Invalid)]
    [InlineData(Model, "\"target\": \"torch", "\"target\": \"\\ud800torch", FileFault.BadConfig)]
    [InlineData("archive_format", "pt2", "pt9", FileFault.Invalid)]
    public void Damage_is_named(string entry, string from, string to, FileFault kind)
    {
        var archive = new ProgramArchive(Path.Combine(LeNet, "exported.pt2"));
        Assert.Contains(from, Encoding.UTF8.GetString(archive[entry]));
        var packed = archive.With(entry, text => ReplaceFirst(text, from, to)).Pack();
        var fault = Assert.Throws<FileFormatException>(() => ExportedProgramReader.Read(ByteSource.FromMemory(packed, "net.pt2")));
        Assert.Equal(kind, fault.Kind);
        Assert.StartsWith("net.pt2: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Archive_without_a_program_says_how_to_save_one()
    {
        var packed = new ProgramArchive(Path.Combine(LeNet, "exported.pt2")).Without(Model).Pack();
        Assert.Contains("torch.export.save", Assert.Throws<FileFormatException>(() => ExportedProgramReader.Read(ByteSource.FromMemory(packed))).Message);
    }

    [Theory]
    [InlineData("[", "", 100_000, FileFault.BadConfig)]
    [InlineData("{\"a\":[", "{\"b\":1},", 700_000, FileFault.Limit)]
    [InlineData("", " ", 33 << 20, FileFault.Limit)]
    public void Program_that_is_too_large_is_refused(string beginning, string unit, int count, FileFault kind)
    {
        var text = new StringBuilder(beginning.Length == 1 ? string.Concat(Enumerable.Repeat(beginning, count)) : beginning);
        for (var i = 0; i < count; i++)
        {
            text.Append(unit);
        }

        Refused(text + (unit.Length > 1 ? "1]}" : ""), kind);
    }

    [Theory]
    [InlineData("a,b,c.D;", 400_000, FileFault.Limit)]
    public void Stack_of_very_many_modules_is_refused(string unit, int count, FileFault kind)
        => Refused(ReplaceFirst(Encoding.UTF8.GetString(new ProgramArchive(Path.Combine(LeNet, "exported.pt2"))[Model]), "\"nn_module_stack\": \"", "\"nn_module_stack\": \"" + string.Concat(Enumerable.Repeat(unit, count))), kind);

    [Fact]
    public void Any_byte_may_be_wrong()
    {
        var whole = File.ReadAllBytes(Path.Combine(LeNet, "exported.pt2"));
        var random = new Random(5);
        for (var i = 0; i < 400; i++)
        {
            var changed = (byte[])whole.Clone();
            for (var k = random.Next(1, 4); k > 0; k--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            var input = i % 4 == 0 ? changed[..random.Next(changed.Length)] : changed;
            try
            {
                foreach (var tensor in ExportedProgramReader.Read(ByteSource.FromMemory(input)).Weights.Values)
                {
                    _ = tensor.Length < 1 << 20 ? tensor.Bytes() : null;
                }
            }
            catch (FileFormatException)
            {
                // The only answer besides a value.
            }
        }
    }

    private static void Refused(string model, FileFault kind)
    {
        var archive = new ProgramArchive(Path.Combine(LeNet, "exported.pt2"));
        archive[Model] = Encoding.UTF8.GetBytes(model);
        var packed = ByteSource.FromMemory(archive.Pack());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(kind, Assert.Throws<FileFormatException>(() => ExportedProgramReader.Read(packed)).Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumAllocation);
    }

    private static string ReplaceFirst(string text, string from, string to) => text.IndexOf(from, StringComparison.Ordinal) is >= 0 and var at ? string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)) : text;
}
