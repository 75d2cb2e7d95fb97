using Diglot.Conversion.Files;
using Diglot.Conversion.Source;
using Diglot.Formats;
using Diglot.Formats.Numpy;
using Diglot.Formats.Safetensors;
using Diglot.TestKit;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Tests.Source;

/// <summary>The emitted <c>model.py</c>, run by Python itself.</summary>
public sealed class PythonSourceTests
{
    private const string Compare = """
        import importlib.util, numpy as np, os, sys, torch
        torch.set_num_threads(1)
        print(torch.__version__)
        for folder in sorted(os.listdir('.')):
            os.chdir(folder)
            spec = importlib.util.spec_from_file_location('model', 'model.py')
            program = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(program)
            io = np.load('io.npz')
            model = program.load()
            with torch.no_grad():
                outputs = model(*(torch.from_numpy(io[name]) for name in io.files if name.startswith('input')))
            outputs = outputs if isinstance(outputs, tuple) else (outputs,)
            for name, output in zip((name for name in io.files if name.startswith('output')), outputs, strict=True):
                assert io[name].shape == output.shape, (folder, io[name].shape, output.shape)
                worst = np.abs(io[name] - output.numpy()).max() / max(np.abs(io[name]).max(), 1e-3)
                assert worst <= 1e-5, (folder, worst)
            if hasattr(program, 'training'): program.training(model)
            os.chdir('..')
            print(folder)
        """;

    [Fact]
    public void PyTorch_programs_of_all_pairs_give_the_reference_outputs_in_PyTorch()
    {
        using var folder = new ScratchFolder();
        foreach (var (name, network) in Programs.Pairs)
        {
            Directory.CreateDirectory(folder.File(name));
            var io = SafetensorsReader.Read(Programs.File(name, "io_keras.safetensors")).Tensors;
            var layouts = network.Layout.Values;
            TorchFileWriter.Write(network, folder.File($"{name}/weights.pt"), TargetFormat.Torch, ConversionOptions.Default);
            File.WriteAllText(folder.File($"{name}/model.py"), ModelSource.Python(network, new WeightsFile("weights.pt", TargetFormat.Torch)));
            NpzWriter.Write(folder.File($"{name}/io.npz"), network.Source.Inputs.Select((input, i) => Entry($"input.{i}", io, layouts[input].Layout))
                .Concat(network.Source.Outputs.Select((output, i) => Entry($"output.{i}", io, layouts[output].Layout))));
        }

        var lines = SystemPython.Run("torch", $"import os\nos.chdir({Quoted(folder.Path)})\n{Compare}").Split('\n');
        Assert.Equal(Programs.Pairs.Select(static pair => pair.Name), lines.Skip(1));
    }

    /// <summary>Keras itself is not needed for it: a recording stand-in checks every keyword against the configurations that Keras 3 wrote, and what it recorded is run here.</summary>
    [Fact]
    public void Keras_programs_of_all_pairs_use_arguments_of_Keras_and_give_the_reference_outputs()
    {
        using var folder = new ScratchFolder();
        var models = new List<(string Name, TorchConversion Network, KerasConversion Model)>();
        foreach (var (name, network) in Programs.Live)
        {
            try
            {
                Directory.CreateDirectory(folder.File(name));
                models.Add((name, network, ModelConverter.Convert(network.Layout.Graph, folder.File($"{name}/weights.keras"), new ConversionOptions { Source = true }).ToKeras!));
            }
            catch (ConversionRefusedException)
            {
                Directory.Delete(folder.File(name), recursive: true);
            }
        }

        var printed = SystemPython.Run("json", File.ReadAllText(Path.Combine(Repository.Root, "tests", "Diglot.Conversion.Tests", "Source", "fake_keras.py")), Repository.Golden, folder.Path);
        Assert.Equal(models.Select(static entry => entry.Name).Order(StringComparer.Ordinal), printed.Split('\n').Order(StringComparer.Ordinal));
        foreach (var (name, network, converted) in models)
        {
            var model = keras.models.model_from_json(File.ReadAllText(folder.File($"{name}/model.json")));
            model.load_weights(folder.File($"{name}/weights.keras"));
            Programs.RequireReferenceOutputs(name, network, converted, model);
        }

        Assert.InRange(models.Count, 30, int.MaxValue);
    }

    [Fact]
    public void Weights_are_found_in_every_kind_of_file()
    {
        using var folder = new ScratchFolder();
        var model = Path.Combine(Repository.Golden, "keras-models", "lenet5");
        foreach (var (name, target, options) in new[] { ("module", "weights.pt", new ConversionOptions { WholeModule = true }), ("checkpoint", "weights.pt", new ConversionOptions { Checkpoint = true }), ("npz", "weights.npz", new ConversionOptions()) })
        {
            Directory.CreateDirectory(folder.File(name));
            ModelConverter.Convert(Path.Combine(model, "model.keras"), folder.File($"{name}/{target}"), options with { Source = true });
        }

        var io = SafetensorsReader.Read(Path.Combine(model, "io.safetensors")).Tensors;
        NpzWriter.Write(folder.File("io.npz"), new[] { "input.0", "output.0" }.Select(name => KeyValuePair.Create(name, io[name])));
        var printed = SystemPython.Run("torch", $"""
            import os, runpy, numpy as np, torch
            torch.set_num_threads(1)
            os.chdir({Quoted(folder.Path)})
            io = np.load('io.npz')
            for name in ('module', 'checkpoint', 'npz'):
                os.chdir(name)
                program = runpy.run_path('model.py')
                model = program['load']()
                output = model(torch.from_numpy(io['input.0']).permute(0, 3, 1, 2)).detach().numpy()
                loss, optimizer = program['training'](model)
                print(np.abs(output - io['output.0']).max() < 1e-5, len(optimizer.state_dict()['state']))
                os.chdir('..')
            """);
        Assert.Equal("True 0\nTrue 10\nTrue 0", printed);
    }

    private static string Quoted(string text) => $"'{text}'";

    private static KeyValuePair<string, TensorData> Entry(string name, IReadOnlyDictionary<string, TensorData> io, Diglot.Conversion.Passes.ValueLayout layout)
        => KeyValuePair.Create(name, (TensorData)new WeightTensorData(new(name, new Diglot.Graph.Weights.MemorySource(layout.ToTarget(io[name].ToNDArray())))));
}
