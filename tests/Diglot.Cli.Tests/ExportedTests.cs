using System.Text.Json;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>Networks of a user's own class, exported by PyTorch, through all commands.</summary>
public sealed class ExportedTests : IDisposable
{
    private static readonly string Models = Path.Combine(Repository.Golden, "torch-models");
    private static readonly string LeNet = Path.Combine(Models, "lenet5-class", "exported_dynamic.pt2");

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-pt2-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("lenet5-class", "exported_dynamic.pt2")]
    [InlineData("residual", "exported.pt2")]
    public void Program_becomes_a_Keras_model_and_is_run_beside_it(string model, string file)
    {
        var program = Path.Combine(Models, model, file);
        var run = ChildProcess.Run(folder, "convert", program, "net.keras", "--source", "--deep", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var proof = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(proof.GetProperty("equal").GetBoolean());
        Assert.NotEqual(0, proof.GetProperty("layers").GetArrayLength());
        Assert.NotEqual(0, proof.GetProperty("gradients").GetArrayLength());
        Assert.True(File.Exists(Path.Combine(folder, "model.py")));

        Assert.Equal((0, ""), Outcome("verify", program, "net.keras"));
        Assert.Equal((0, ""), Outcome("verify", "net.keras", program, "--deep"));
        Assert.Equal((0, ""), Outcome("verify", "net.keras"));
    }

    [Fact]
    public void Program_becomes_a_state_dict_by_its_own_keys()
    {
        Assert.Equal((0, ""), Outcome("convert", LeNet, "net.pt"));
        Assert.Equal((0, ""), Outcome("diff", "net.pt", Path.Combine(Models, "lenet5-class", "state_dict.pt")));
        Assert.Equal((0, ""), Outcome("diff", LeNet, "net.pt"));
        Assert.Equal((0, ""), Outcome("convert", LeNet, "again.pt", "--source"));
        Assert.True(File.Exists(Path.Combine(folder, "model.py")));
    }

    [Fact]
    public void Program_names_the_network_of_a_bare_state_dict()
    {
        var run = ChildProcess.Run(folder, "convert", Path.Combine(Models, "lenet5-class", "state_dict.pt"), "net.keras", "--like", LeNet, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(JsonDocument.Parse(run.Output).RootElement.GetProperty("equal").GetBoolean());
    }

    [Fact]
    public void Inspect_shows_inputs_operations_modules_and_weights()
    {
        var run = ChildProcess.Run(folder, "inspect", LeNet);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(["PyTorch exported program", "inputs: x (None, 1,", "2 avg_pool2d", "torch.nn.modules.conv.Conv2d", "conv1.weight"], text => Assert.Contains(text, run.Output));
    }

    [Fact]
    public void Another_network_is_told_apart()
    {
        Assert.Equal((0, ""), Outcome("convert", LeNet, "net.keras", "--no-verify"));
        var run = ChildProcess.Run(folder, "verify", Path.Combine(Models, "residual", "exported.pt2"), "net.keras");
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("different networks", run.Error);
    }

    [Fact]
    public void Operation_without_a_counterpart_is_refused_by_module_and_name()
    {
        var run = ChildProcess.Run(folder, "convert", Path.Combine(Models, "lstm-classifier", "exported.pt2"), "net.keras");
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("nn.", run.Error);
        Assert.False(File.Exists(Path.Combine(folder, "net.keras")));
    }

    [Fact]
    public void Whole_module_of_an_own_class_says_how_to_export_it()
    {
        var run = ChildProcess.Run(folder, "convert", Path.Combine(Models, "lenet5-class", "module.pt"), "net.keras", "--input", "1,16,16");
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("torch.export.save(torch.export.export(net, (x,)), \"net.pt2\")", run.Error);
    }

    private (int, string) Outcome(params string[] arguments)
    {
        var run = ChildProcess.Run(folder, arguments);
        return (run.ExitCode, run.Error);
    }
}
