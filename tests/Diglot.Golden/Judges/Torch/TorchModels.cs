using Diglot.Autograd;
using Diglot.Conversion;
using Diglot.Formats;
using Diglot.Formats.Pickle;
using Diglot.Formats.TorchArchive;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Tensors;
using Diglot.Torch.Serialization;
using static Diglot.Torch.Api;
using Module = Diglot.Torch.Api.nn.Module;

namespace Diglot.Golden.Judges.Torch;

/// <summary>
/// Kind <c>torch-models</c>: a network built from its whole-module files (text, state, outputs of all its modules and gradients), where its classes are torch.nn's;
/// its exported programs and its ONNX files, also converted to Keras.
/// </summary>
public sealed class TorchModels : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["torch-models"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        // Each form that is claimed has to be right; a case of which none is claimed is not claimed.
        var unclaimed = new List<string>();
        var claimed = 0;
        foreach (var (file, judge) in Forms.Where(form => File.Exists(golden.PathOf(form.File))))
        {
            try
            {
                judge(golden, comparison, file);
                claimed++;
            }
            catch (UnclaimedException exception)
            {
                unclaimed.Add(exception.Message);
            }
            catch (ConversionRefusedException refused) when (refused.Missing is not null)
            {
                unclaimed.Add(refused.Missing);
            }
        }

        if (claimed == 0)
        {
            throw new UnclaimedException(unclaimed.Count == 0 ? "torch-models without a whole-module file, exported program or ONNX file" : unclaimed[^1]);
        }
    }

    private static readonly (string File, Action<GoldenCase, Comparison, string> Judge)[] Forms =
    [
        ("module.pt", Module), ("module_legacy.pt", Module), ("exported.pt2", Exported), ("exported_dynamic.pt2", Exported),
        ("model.onnx", OnnxModels.Judge), ("model_ts.onnx", OnnxModels.Judge),
    ];

    private static void Module(GoldenCase golden, Comparison comparison, string file) => Try(golden, comparison, Load(golden.PathOf(file)), file);

    private static void Exported(GoldenCase golden, Comparison comparison, string file)
        => ExportedPrograms.Judge(golden, comparison, file, "state_dict.pt", golden.Tensors, golden.Json.GetProperty("counts").GetProperty("parameters").GetInt64());

    private static Module Load(string path)
    {
        try
        {
            return new ModuleReader(PythonClasses.Find).Read((ForeignObject)TorchReader.Read(path).Value!);
        }
        catch (FileFormatException exception) when (exception.Kind == FileFault.Unsupported)
        {
            throw new UnclaimedException($"torch-models with {exception.Rule}");
        }
    }

    private static void Try(GoldenCase golden, Comparison comparison, Module net, string file)
    {
        var tensors = golden.Tensors;
        comparison.Equal($"{file}: print", File.ReadAllText(golden.PathOf("repr.txt")).TrimEnd(), net.ToString());
        comparison.Equal($"{file}: state_dict keys", string.Join(", ", golden.Json.GetProperty("state").EnumerateObject().Select(entry => entry.Name)), string.Join(", ", net.state_dict().Keys));
        comparison.Equal($"{file}: parameters", golden.Json.GetProperty("counts").GetProperty("parameters").GetInt64(), net.parameters().Sum(parameter => parameter.Length));
        net.eval();
        foreach (var (name, module) in net.named_modules().Where(entry => tensors.Has("layer." + entry.name)))
        {
            module.register_forward_hook((_, _, output) => comparison.Same($"{file}: layer.{name}", tensors["layer." + name], output.Data));
        }

        var inputs = Enumerable.Range(0, golden.Json.GetProperty("inputs").GetArrayLength()).Select(i => new Tensor(tensors[$"input.{i}"].Copy())).ToArray();
        foreach (var input in inputs.Where(input => input.Type.IsFloatingPoint))
        {
            input.RequiresGrad = true;
        }

        var result = net.forward(inputs[0], inputs.AsSpan(1));
        comparison.Same($"{file}: output.0", tensors["output.0"], result.Data);
        (result * new Tensor(tensors["cotangent.0"])).Sum().Backward();
        var gradients = net.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.Grad);
        for (var i = 0; i < inputs.Length; i++)
        {
            gradients[$"input.{i}"] = inputs[i].Grad;
        }

        foreach (var name in tensors.Names.Where(name => name.StartsWith("grad.", StringComparison.Ordinal)))
        {
            if (gradients.GetValueOrDefault(name[5..]) is { } gradient)
            {
                comparison.Same($"{file}: {name}", tensors[name], gradient.Data);
            }
            else
            {
                comparison.Wrong($"{file}: {name}: no gradient");
            }
        }
    }
}
