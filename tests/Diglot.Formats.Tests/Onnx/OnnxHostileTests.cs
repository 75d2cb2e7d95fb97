using System.Diagnostics;
using Diglot.Formats.Onnx;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Onnx;

/// <summary>Damaged and hostile ONNX files: each is answered with the reader's own error, soon and in little memory.</summary>
public sealed class OnnxHostileTests
{
    private const int Rounds = 400;
    private const long MaximumBytes = 256L << 20;

    public static TheoryData<string> Sound => ["torch-files/old-onnx/model.onnx", "torch-models/bn-dropout-cnn/model.onnx", "torch-models/script-control-flow/model_ts.onnx"];

    [Theory]
    [MemberData(nameof(Sound))]
    public void File_that_ends_anywhere_is_refused(string file)
    {
        var sound = File.ReadAllBytes(Path.Combine(Repository.Golden, file));
        for (var length = 0; length < sound.Length; length += 1 + (length / 50))
        {
            var fault = Record.Exception(() => ReadAll(sound[..length]));
            Assert.True(fault is null or FileFormatException { File: not null }, $"{length}: {fault}");
        }
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void Reader_answers_with_its_own_error_when_bytes_are_changed(string file)
    {
        var sound = File.ReadAllBytes(Path.Combine(Repository.Golden, file));
        var random = new Random(20240601);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = sound.ToArray();
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
            }

            var clock = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var fault = Record.Exception(() => ReadAll(bytes));
            Assert.True(fault is null or FileFormatException { File: not null }, $"round {round}: {fault}");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"round {round}: {clock.Elapsed}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumBytes);
        }
    }

    [Fact]
    public void Very_many_nodes_names_and_numbers_are_refused_before_they_fill_the_memory()
    {
        Limit(Repeated(1, new Message(), 4_000_000));
        Limit(new Message().Bytes(1, [.. Enumerable.Repeat(new byte[] { 0x0A, 0 }, 4_000_000).SelectMany(static pair => pair)]));
        Limit(new Message().Inner(1, new Message().Inner(5, new Message().Text(1, "a").Bytes(8, new byte[20_000_000]))));
        Limit(new Message().Inner(5, new Message().Bytes(1, new byte[20_000_000])));
        Limit(new Message().Inner(5, Message.Tensor("a", 1, [.. Enumerable.Repeat(1L, 65)])));
        Limit(Repeated(11, new Message(), 4_000_000));
    }

    [Fact]
    public void Graphs_nested_without_end_are_refused()
    {
        var graph = new Message();
        for (var i = 0; i < 500; i++)
        {
            graph = new Message().Inner(1, new Message().Inner(5, new Message().Text(1, "then_branch").Inner(6, graph)));
        }

        Limit(graph);
    }

    [Theory]
    [InlineData(new long[] { 1L << 40, 1L << 40 })]
    [InlineData(new long[] { -1 })]
    [InlineData(new long[] { long.MaxValue, 2, 0 })]
    public void Impossible_shape_is_refused(long[] shape) => Fault(FileFault.Invalid, new Message().Inner(5, Message.Tensor("a", 1, shape)));

    [Fact]
    public void Array_of_another_length_than_its_shape_says_is_refused()
    {
        Fault(FileFault.Corrupt, new Message().Inner(5, Message.Tensor("a", 1, 1000).Bytes(9, new byte[8])));
        Fault(FileFault.Corrupt, new Message().Inner(5, Message.Tensor("a", 1, 1L << 40)));
        Fault(FileFault.Corrupt, new Message().Inner(5, Message.Tensor("a", 7, 1000).Packed(7, 1, 2)));
        Fault(FileFault.Corrupt, new Message().Inner(5, Message.Tensor("a", 8, 3).Text(6, "one")));

        // Packed numbers may be one to ten bytes long: how many there are shows when they are read.
        var tensor = Read(new Message().Inner(5, Message.Tensor("a", 7, 2).Packed(7, 1, 2, 3))).Weights["a"];
        Assert.Equal(FileFault.Corrupt, Assert.Throws<FileFormatException>(() => tensor.Bytes()).Kind);
    }

    [Fact]
    public void File_without_a_graph_or_with_two_is_refused()
    {
        Assert.Equal(FileFault.WrongFormat, Assert.Throws<FileFormatException>(() => OnnxReader.Read(ByteSource.FromMemory(new Message().Number(1, 8).ToArray()))).Kind);
        Assert.Equal(FileFault.Invalid, Assert.Throws<FileFormatException>(() => OnnxReader.Read(ByteSource.FromMemory(new Message().Inner(7, new()).Inner(7, new()).ToArray()))).Kind);
        Fault(FileFault.Invalid, new Message().Inner(5, Message.Tensor("a", 1, 0)).Inner(5, Message.Tensor("a", 1, 0)));
        Fault(FileFault.Unsupported, new Message().Inner(15, new()));
        Fault(FileFault.Unsupported, new Message().Inner(5, Message.Tensor("a", 99, 1).Bytes(9, [0])));
    }

    private static Message Repeated(int field, Message inner, int count)
    {
        var message = new Message();
        for (var i = 0; i < count; i++)
        {
            message.Inner(field, inner);
        }

        return message;
    }

    private static OnnxModel Read(Message graph) => OnnxReader.Read(ByteSource.FromMemory(Message.Model(graph)));

    private static void Fault(FileFault kind, Message graph) => Assert.Equal(kind, Assert.Throws<FileFormatException>(() => Read(graph)).Kind);

    private static void Limit(Message graph)
    {
        var source = ByteSource.FromMemory(Message.Model(graph));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(FileFault.Limit, Assert.Throws<FileFormatException>(() => OnnxReader.Read(source)).Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumBytes);
    }

    private static void ReadAll(byte[] bytes)
    {
        foreach (var tensor in OnnxReader.Read(ByteSource.FromMemory(bytes, "mutated.onnx")).Weights.Values)
        {
            tensor.Bytes();
        }
    }
}
