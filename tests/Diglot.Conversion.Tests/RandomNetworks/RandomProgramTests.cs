using CsCheck;
using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Tests.Source;
using Diglot.Formats;
using Diglot.Formats.Numpy;
using Diglot.Conversion.Files;
using Diglot.Graph.Weights;
using Diglot.Keras.Models;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Conversion.Tests.RandomNetworks;

/// <summary>Random Keras models written as <c>model.py</c> with a file of weights, and run by PyTorch itself, all in one process. As many as wanted with <c>DIGLOT_PROGRAMS=200</c>.</summary>
public sealed class RandomProgramTests
{
    private const string Compare = """
        import importlib.util, numpy as np, os, sys, torch, traceback
        torch.set_num_threads(1)
        torch.manual_seed(0)
        faults = 0
        folders = sorted(os.listdir('.'), key=int)
        for folder in folders:
            os.chdir(folder)
            try:
                spec = importlib.util.spec_from_file_location('model', 'model.py')
                program = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(program)
                io = np.load('io.npz')
                model = program.load()
                with torch.no_grad():
                    outputs = model(*(torch.from_numpy(io[name]) for name in io.files if name.startswith('input')))
                outputs = outputs if isinstance(outputs, tuple) else (outputs,)
                for name, output in zip((name for name in io.files if name.startswith('output')), outputs):
                    assert io[name].shape == output.shape, (name, io[name].shape, output.shape)
                    worst = np.abs(io[name] - output.numpy()).max(initial=0) / max(np.abs(io[name]).max(initial=0), 1e-2)
                    assert worst <= 3e-5, (name, worst)
            except Exception:
                faults += 1
                if faults <= 5:
                    print(folder, traceback.format_exc(limit=-2))
                    print(open('model.py').read())
            os.chdir('..')
        print(len(folders), 'run,', faults, 'wrong')
        """;

    [Fact]
    public void Random_models_compute_the_same_in_Python()
    {
        using var folder = new ScratchFolder();
        var (wanted, made) = (int.TryParse(Environment.GetEnvironmentVariable("DIGLOT_PROGRAMS"), out var count) ? count : 20, 0);
        Gen.Byte.Array[20, 400].Sample(bytes =>
        {
            if (made < wanted && Write(RandomKerasModel.Make(bytes), folder.File($"{made}")))
            {
                made++;
            }
        }, iter: wanted * 3, seed: wanted == 20 ? "0000KxRaP5U3" : null, threads: 1);
        Assert.Equal(wanted, made);
        var printed = SystemPython.Run("torch", $"import os\nos.chdir('{folder.Path}')\n{Compare}");
        Assert.Equal($"{wanted} run, 0 wrong", printed);
    }

    private static bool Write(Model model, string folder)
    {
        var inputs = model.inputs.Select(static (input, i) => new Tensor(RandomArrays.Of(new Random(i), (-1, 1), [2, .. input.shape.Skip(1).Select(static length => length!.Value)]))).ToArray();
        var outputs = model.call_all(inputs, training: false);
        if (outputs.Any(static output => output.Data.ToArray<float>().Any(static value => !float.IsFinite(value) || Math.Abs(value) > 1e6)))
        {
            return false;
        }

        TorchConversion converted;
        try
        {
            Directory.CreateDirectory(folder);
            converted = ModelConverter.Convert(KerasAdapter.Read(model), Path.Combine(folder, "weights.pt"), new ConversionOptions { Source = true }).ToTorch!;
        }
        catch (ConversionRefusedException)
        {
            Directory.Delete(folder, recursive: true);
            return false;
        }

        KeyValuePair<string, TensorData> Entry(string name, Graph.Value value, NDArray array)
            => KeyValuePair.Create(name, (TensorData)new WeightTensorData(new(name, new MemorySource(converted.Layout.Values[value].Layout.ToTarget(array)))));
        NpzWriter.Write(Path.Combine(folder, "io.npz"), converted.Source.Inputs.Select((input, i) => Entry($"input.{i}", input, inputs[i].Data)).Concat(converted.Source.Outputs.Select((output, i) => Entry($"output.{i}", output, outputs[i].Data))));
        return true;
    }
}
