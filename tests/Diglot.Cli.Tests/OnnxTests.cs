using System.Text.Json;
using Diglot.Formats.Safetensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>inspect, diff, convert and verify on ONNX files that PyTorch exported.</summary>
public sealed class OnnxTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("diglot-onnx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Model(string name, string file = "model_ts.onnx") => Path.Combine(Repository.Golden, "torch-models", name, file);

    [Fact]
    public void Inspect_tells_inputs_outputs_operations_and_weights()
    {
        var found = Json(0, "inspect", Model("lenet5-class"), "--json", "--weights");
        Assert.Equal("ONNX", found.GetProperty("format").GetString());
        Assert.Equal("float32 (batch, 1, 28, 28)", found.GetProperty("inputs").EnumerateObject().Single().Value.GetString());
        Assert.Equal((2, 3), (found.GetProperty("operations").GetProperty("Conv").GetInt32(), found.GetProperty("operations").GetProperty("Gemm").GetInt32()));
        Assert.Equal(Parameters("lenet5-class"), found.GetProperty("parameters").GetInt64());
        Assert.Contains("\"conv", found.GetRawText());

        var text = ChildProcess.Run(folder, "inspect", Model("lenet5-class"));
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains("Inputs: 1", text.Output);
        Assert.Contains("AveragePool", text.Output);
    }

    [Fact]
    public void Shapes_that_operations_take_are_no_parameters()
        => Assert.Equal(Parameters("lenet5-class"), Json(0, "inspect", Model("lenet5-class", "model.onnx"), "--json").GetProperty("parameters").GetInt64());

    [Fact]
    public void Weights_become_a_safetensors_file_under_their_names_and_diff_finds_none_changed()
    {
        var run = ChildProcess.Run(folder, "convert", Model("lenet5-class"), "weights.safetensors");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        var state = SafetensorsReader.Read(Path.Combine(Repository.Golden, "torch-models", "lenet5-class", "model.safetensors")).Tensors;
        var written = SafetensorsReader.Read(Path.Combine(folder, "weights.safetensors")).Tensors;
        Assert.Equal(state.Keys.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.All(state, weight => Assert.Equal(weight.Value.ToDoubles(), written[weight.Key].ToDoubles()));
        Assert.Equal(0, ChildProcess.Run(folder, "diff", Model("lenet5-class"), "weights.safetensors").ExitCode);
        Assert.Equal(1, ChildProcess.Run(folder, "diff", Model("lenet5-class"), Model("residual")).ExitCode);
    }

    [Theory]
    [InlineData("lenet5-class", "model_ts.onnx")]
    [InlineData("lenet5-class", "model.onnx")]
    [InlineData("residual", "model_ts.onnx")]
    [InlineData("squeeze-excite-mobile", "model.onnx")]
    public void Network_becomes_a_Keras_model_that_is_proven_equal(string name, string file)
    {
        var proof = Json(0, "convert", Model(name, file), "model.keras", "--source", "--deep", "--json");
        Assert.True(proof.GetProperty("equal").GetBoolean());
        Assert.Equal(["model.cs", "model.keras", "model.py", "model.vectors.safetensors"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, ChildProcess.Run(folder, "verify", Model(name, file), "model.keras").ExitCode);
        Assert.Equal(0, ChildProcess.Run(folder, "verify", "model.keras").ExitCode);
    }

    [Fact]
    public void Network_becomes_a_PyTorch_program_with_the_weights()
    {
        var proof = Json(0, "convert", Model("residual"), "model.pt", "--source", "--json");
        Assert.True(proof.GetProperty("equal").GetBoolean());
        Assert.EndsWith("torch.Size([1, 3])", SystemPython.Run("torch", $"import os, runpy; os.chdir('{folder}'); runpy.run_path('model.py', run_name='__main__')"), StringComparison.Ordinal);
    }

    [Fact]
    public void Operation_without_a_counterpart_is_refused_by_name()
    {
        var run = ChildProcess.Run(folder, "convert", Model("lstm-classifier"), "model.keras");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("/embedding/Gather", run.Error);
        Assert.Contains("embedding", run.Error);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Damaged_file_is_told_in_one_sentence()
    {
        var bytes = File.ReadAllBytes(Model("residual"));
        File.WriteAllBytes(Path.Combine(folder, "short.onnx"), bytes[..(bytes.Length / 2)]);
        var run = ChildProcess.Run(folder, "inspect", "short.onnx");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cut short", run.Error);
    }

    private static long Parameters(string name)
        => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Golden, "torch-models", name, "case.json"))).RootElement.GetProperty("counts").GetProperty("parameters").GetInt64();

    private JsonElement Json(int exitCode, params string[] arguments)
    {
        var run = ChildProcess.Run(folder, arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
