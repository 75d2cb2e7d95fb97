using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromExported;
using Diglot.Conversion.Files;
using Diglot.Conversion.Verification;
using Diglot.Conversion.Verification.Programs;
using Diglot.Formats;
using Diglot.Formats.ExportedProgram;
using Diglot.Graph.Layers;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Tests;

/// <summary>Exported programs become graphs: golden ones, and small ones made here for what is easily read wrongly.</summary>
public sealed class ExportedTests
{
    private static readonly ExportedModule Root = new("L__self__", "", "model.Net");

    private static string Golden(string name) => Path.Combine(Repository.Golden, "torch-models", name);

    [Theory]
    [InlineData("exported.pt2")]
    [InlineData("exported_dynamic.pt2")]
    public void Layers_have_the_names_of_modules_and_functions_those_that_tracing_gives(string file)
    {
        var graph = ExportedAdapter.Read(ExportedProgramReader.Read(Path.Combine(Golden("lenet5-class"), file)));
        Assert.Equal(["conv1", "sigmoid", "pool1", "conv2", "sigmoid_1", "pool2", "flatten", "fc1", "sigmoid_2", "fc2", "sigmoid_3", "fc3"], graph.Nodes.Select(static node => node.Path));
        Assert.Equal("lenet5", graph.Name);
        Assert.Null(graph.Inputs[0].Shape[0]);
    }

    [Theory]
    [InlineData("lenet5-class")]
    [InlineData("residual")]
    [InlineData("squeeze-excite-mobile")]
    [InlineData("inception")]
    [InlineData("dcgan-generator")]
    public void Program_itself_agrees_with_PyTorch_and_with_the_Keras_model(string name)
    {
        var path = Path.Combine(Golden(name), "exported.pt2");
        var program = ProgramNetwork.TryMake(ExportedProgramReader.Read(path))!;
        var io = Diglot.Formats.Safetensors.SafetensorsReader.Read(Path.Combine(Golden(name), "io.safetensors")).Tensors;
        var output = program.forward(new Tensor(io["input.0"].ToNDArray())).Data;
        Assert.True(ValueDifference.Between("output", io["output.0"].ToNDArray(), output).MaximumRelative < 1e-5);

        var converted = Convert.ToKeras(ExportedAdapter.Read(ExportedProgramReader.Read(path)));
        Assert.True(Verifier.Compare(program, converted, converted.Model).IsEqual);
    }

    [Fact]
    public void File_goes_to_Keras_and_the_weights_by_their_own_keys_to_PyTorch()
    {
        var folder = Directory.CreateTempSubdirectory("diglot-exported-").FullName;
        var source = Path.Combine(Golden("residual"), "exported_dynamic.pt2");
        ModelConverter.Convert(source, Path.Combine(folder, "net.safetensors"));
        Assert.Equal(SourceReader.Weights(source)!.Keys.Order(), SourceReader.Weights(Path.Combine(folder, "net.safetensors"))!.Keys.Order());
        ModelConverter.Convert(source, Path.Combine(folder, "net.keras"));
        Assert.NotNull(keras.models.load_model(Path.Combine(folder, "net.keras")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Operation_in_place_changes_what_its_input_stands_for()
    {
        var graph = Read([Node("relu_", "relu_", ("self", Name("x"))), Node("add", "add", ("self", Name("x")), ("other", Name("relu_")))], "add", ("relu_", [2, 4]), ("add", [2, 4]));
        Assert.All(graph.Nodes[^1].Inputs, input => Assert.Equal("relu", input.Producer!.Path));
    }

    [Fact]
    public void Operation_in_place_on_a_view_is_refused_where_the_other_view_is_used()
    {
        ExportedNode[] nodes = [Node("view", "view", ("self", Name("x")), ("size", new object?[] { 2L, 2L, 2L })), Node("relu_", "relu_", ("self", Name("view"))), Node("neg", "neg", ("self", Name("x")))];
        Assert.Contains("another view", Refusal(nodes, "neg", ("view", [2, 2, 2]), ("relu_", [2, 2, 2]), ("neg", [2, 4])).Message);
        Assert.Equal(2, Read(nodes, "relu_", ("view", [2, 2, 2]), ("relu_", [2, 2, 2]), ("neg", [2, 4])).Nodes.Count);
    }

    [Fact]
    public void Operation_that_leads_to_no_output_may_be_unknown()
        => Assert.Single(Read([Node("median", "median", ("self", Name("x"))), Node("relu", "relu", ("self", Name("x")))], "relu", ("median", [2, 4]), ("relu", [2, 4])).Nodes);

    [Theory]
    [InlineData("permute", "dims", new[] { 1L, 0L }, new long[] { 4, 2 }, "batch")]
    [InlineData("view", "size", new[] { 8L }, new long[] { 8 }, "batch")]
    [InlineData("flatten", "start_dim", new[] { 0L }, new long[] { 8 }, "batch")]
    [InlineData("mean", "dim", new[] { 0L }, new long[] { 4 }, "positions")]
    public void Work_across_the_batch_is_refused(string name, string argument, long[] value, long[] shape, string says)
        => Assert.Contains(says, Refusal([Node(name, "y", ("self", Name("x")), (argument, argument == "start_dim" ? value[0] : value.Select(static number => (object?)number).ToArray()))], "y", ("y", shape)).Message);

    [Fact]
    public void Argument_that_nothing_reads_is_refused_by_its_name()
        => Assert.Contains("'sharpness'", Refusal([Node("relu", "relu", ("self", Name("x")), ("sharpness", 3L))], "relu", ("relu", [2, 4])).Message);

    [Fact]
    public void Refusal_names_the_module_and_the_operation()
    {
        var inner = new ExportedModule("L__self__block", "block.0", "model.Block");
        var refusal = Refusal([Node("erfinv", "y", ("self", Name("x"))) with { Modules = [Root, inner] }], "y", ("y", [2, 4]));
        Assert.Equal(("block/0", "operation erfinv"), (refusal.Path, refusal.Missing));
    }

    [Fact]
    public void Decomposed_linear_layer_is_a_Dense_with_the_weight_transposed()
    {
        ExportedNode[] nodes = [Node("permute", "w", ("self", Name("p_w")), ("dims", new object?[] { 1L, 0L })), Node("addmm", "y", ("self", Name("p_b")), ("mat1", Name("x")), ("mat2", Name("w")))];
        var graph = Read(nodes, "y", ("w", [4, 3]), ("y", [2, 3]));
        var dense = Assert.IsType<Dense>(Assert.Single(graph.Nodes).Layer);
        Assert.Empty(dense.Kernel.Operations);
        Assert.Equal([3, 4], dense.Kernel.Shape);
        Assert.Equal("fc.weight", dense.Kernel.Name);
    }

    [Fact]
    public void Last_step_of_a_sequence_is_a_crop_and_a_flatten()
    {
        ExportedNode[] nodes = [Node("unsqueeze", "u", ("self", Name("x")), ("dim", 1L)), Node("select", "y", ("self", Name("u")), ("dim", 2L), ("index", -1L))];
        var graph = Read(nodes, "y", ("u", [2, 1, 4]), ("y", [2, 1]));
        Assert.Equal([(-3, 0)], Assert.IsType<PadPositions>(graph.Nodes[1].Layer).Sides);
        var values = Convert.ToTorch(graph).Trace(NDArray.From([1f, 2, 3, 4, 5, 6, 7, 8]).Reshape([2, 4]));
        Assert.Equal([4f, 8], values[graph.Outputs[0]].ToArray<float>());
    }

    [Fact]
    public void Shared_weight_of_two_layers_is_noted()
    {
        var notes = new List<ConversionNote>();
        ExportedNode Linear(string output, string path, string input) => Node("linear", output, ("input", Name(input)), ("weight", Name("p_s"))) with { Modules = [Root, new(path, path, "torch.nn.modules.linear.Linear")] };
        var graph = ExportedAdapter.Read(File([Linear("a", "first", "x"), Linear("b", "second", "a")], "b", ("a", [2, 4]), ("b", [2, 4])), notes);
        Assert.Equal(16, graph.TrainableParameters);
        Assert.Contains(notes, static note => note.Text.Contains("'first' and 'second' share the weight 'shared.weight'", StringComparison.Ordinal));
        Assert.Contains(notes, static note => note.Text.Contains("batches of 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Weight_computed_of_weights_says_how_to_make_it_plain()
        => Assert.Contains("remove_parametrizations", Refusal([Node("_weight_norm", "w", ("v", Name("p_w")), ("g", Name("p_b"))), Node("linear", "y", ("input", Name("x")), ("weight", Name("w")))], "y", ("w", [3, 4]), ("y", [2, 3])).Message);

    [Fact]
    public void Shape_that_a_layer_does_not_give_is_refused()
        => Assert.Contains("(2, 5) in the program", Refusal([Node("relu", "y", ("self", Name("x")))], "y", ("y", [2, 5])).Message);

    [Theory]
    [InlineData("lenet5-class")]
    [InlineData("residual")]
    [InlineData("inception")]
    public void Program_with_wrong_numbers_is_a_graph_or_refused(string name)
    {
        var whole = ExportedProgramReader.Read(Path.Combine(Golden(name), "exported.pt2"));
        var random = new Random(11);
        long[] numbers = [0, -1, 1, 2, 3, 7, 1000, int.MaxValue, long.MinValue];
        object? Changed(object? value) => value switch
        {
            object?[] { Length: > 0 } several => random.Next(3) == 0 ? several[1..] : several.Select(Changed).ToArray(),
            long or double => random.Next(2) == 0 ? numbers[random.Next(numbers.Length)] : value,
            ExportedName => random.Next(2) == 0 ? Name(whole.Tensors.Keys.ElementAt(random.Next(whole.Tensors.Count))) : value,
            _ => random.Next(2) == 0 ? null : value,
        };
        for (var i = 0; i < 300; i++)
        {
            var nodes = whole.Nodes.ToArray();
            var at = random.Next(nodes.Length);
            nodes[at] = nodes[at] with { Arguments = nodes[at].Arguments.ToDictionary(static argument => argument.Key, argument => random.Next(2) == 0 ? Changed(argument.Value) : argument.Value) };
            try
            {
                Assert.NotEmpty(ExportedAdapter.Read(whole with { Nodes = nodes }).Nodes);
            }
            catch (ConversionRefusedException)
            {
                // The only answer besides a graph.
            }
        }
    }

    private static ConversionRefusedException Refusal(ExportedNode[] nodes, string output, params (string Name, long[] Shape)[] shapes)
        => Assert.Throws<ConversionRefusedException>(() => Read(nodes, output, shapes));

    private static Graph.NetworkGraph Read(ExportedNode[] nodes, string output, params (string Name, long[] Shape)[] shapes) => ExportedAdapter.Read(File(nodes, output, shapes));

    private static ExportedProgramFile File(ExportedNode[] nodes, string output, params (string Name, long[] Shape)[] shapes)
    {
        (string Name, long[] Shape)[] all = [("x", [2, 4]), ("p_w", [3, 4]), ("p_b", [3]), ("p_s", [4, 4]), .. shapes];
        return new(
            [new(ExportedInputKind.Parameter, "p_w", "fc.weight"), new(ExportedInputKind.Parameter, "p_b", "fc.bias"), new(ExportedInputKind.Parameter, "p_s", "shared.weight"), new(ExportedInputKind.User, "x")],
            nodes,
            [output],
            all.ToDictionary(static entry => entry.Name, static entry => new ExportedTensor(DType.Float32, [.. entry.Shape.Select(static length => new ExportedLength(length))])),
            new Dictionary<string, TensorData> { ["fc.weight"] = Zeros(3, 4), ["fc.bias"] = Zeros(3), ["shared.weight"] = Zeros(4, 4) },
            new Dictionary<string, TensorData>());
    }

    private static MemoryTensorData Zeros(params int[] shape) => MemoryTensorData.Of(NDArray.Zeros(shape, DType.Float32));

    private static ExportedNode Node(string operation, string output, params (string Name, object? Value)[] arguments)
        => new($"torch.ops.aten.{operation}.default", arguments.ToDictionary(static argument => argument.Name, static argument => argument.Value), [output], [Root]);

    private static ExportedName Name(string name) => new(name);
}
