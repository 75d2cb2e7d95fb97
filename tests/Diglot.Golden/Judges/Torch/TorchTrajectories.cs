using System.Text.Json;
using System.Text.RegularExpressions;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Tensors;
using static Diglot.Torch.Api;
using Module = Diglot.Torch.Api.nn.Module;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Kind <c>trajectories</c>, PyTorch: a training run from stored initial weights, in float32 and, where recorded, float64.</summary>
public static partial class TorchTrajectories
{
    /// <summary>Tries one run.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison)
    {
        var json = golden.Json;
        foreach (var part in new[] { "scheduler", "extra" })
        {
            if (json.TryGetProperty(part, out var value) && value.ValueKind is not JsonValueKind.Null && value.GetRawText() is not "{}")
            {
                throw new UnclaimedException($"trajectories with {part}");
            }
        }

        if (!json.TryGetProperty("mnist", out _) || !json.TryGetProperty("loss_per_step", out _))
        {
            throw new UnclaimedException("trajectories on data of their own, in PyTorch");
        }

        var drift = json.GetProperty("float32_drift");
        Run(golden, comparison, DType.Float32, json, 4 * drift.GetProperty("largest_loss_gap").GetDouble(), 4 * drift.GetProperty("largest_weight_gap").GetDouble());
        if (json.TryGetProperty("float64", out var wide))
        {
            Run(golden, comparison, DType.Float64, wide, 0, 1e-7);
        }
    }

    private static void Run(GoldenCase golden, Comparison comparison, DType type, JsonElement recorded, double lossTolerance, double weightTolerance)
    {
        var wide = type == DType.Float64;
        var net = Network(File.ReadAllText(golden.PathOf(golden.Json.GetProperty("model").GetProperty("source").GetString()!)));
        if (wide)
        {
            net.@double();
        }

        var parameters = net.named_parameters().ToDictionary(entry => entry.Item1, entry => entry.Item2);
        foreach (var (name, parameter) in parameters)
        {
            parameter.Data.CopyFrom(golden.Tensors[$"init.{name}"]);
        }

        var (optimizerName, options) = (golden.Json.GetProperty("optimizer")[0].GetString()!, golden.Json.GetProperty("optimizer")[1]);
        var optimizer = OptimizerFactory.Make(optimizerName, options, parameters);
        var lossName = golden.Json.GetProperty("loss")[0].GetString()!;
        var loss = new PythonCall(_ => throw new UnclaimedException("loss with tensors")).Make(Plain(lossName));
        var images = golden.Json.GetProperty("mnist").GetProperty("images");
        var (first, last) = (images[0].GetInt32(), images[1].GetInt32());
        var (x, y) = (MnistRows.Images(first, last, 1, 28, 28).To(type), MnistRows.OneHot(first, last, type));
        var batch = golden.Json.GetProperty("batch").GetInt32();
        var wanted = recorded.GetProperty("loss_per_step").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        for (var (step, start) = (0, 0); step < wanted.Length; step++, start = (start + batch) % (last - first))
        {
            var count = Math.Min(batch, last - first - start);
            optimizer.zero_grad();
            var value = loss.forward(net.forward(x.Slice(0, start, count)), y.Slice(0, start, count));
            value.Backward();
            optimizer.step();
            comparison.Same($"{type} loss of step {step + 1}", wanted[step], value.Item<double>(), lossTolerance, wide ? 1e-9 : 1e-6);
        }

        foreach (var (name, parameter) in parameters)
        {
            var key = (wide ? "final64." : "final.") + name;
            comparison.Same(key, golden.Tensors[key], parameter.Data, weightTolerance, 0);
        }
    }

    /// <summary>A network whose source is a Sequential of modules with literal arguments; other programs wait for the Python interpreter.</summary>
    internal static Module Network(string source)
    {
        var body = SequentialBody().Match(source);
        return body.Success ? Sequential(body.Groups[1].Value) : throw new UnclaimedException("trajectories with a Python class of their own");
    }

    internal static Module Sequential(string modules)
    {
        System.Text.Json.Nodes.JsonArray calls;
        try
        {
            calls = PythonText.Calls(modules);
        }
        catch (FormatException exception)
        {
            throw new UnclaimedException($"a Sequential with {exception.Message}");
        }

        var maker = new PythonCall(_ => throw new UnclaimedException("modules with tensors"));
        return Diglot.Torch.Api.nn.Sequential([.. calls.Select(call => maker.Make(JsonDocument.Parse(call!.ToJsonString()).RootElement))]);
    }

    private static JsonElement Plain(string className)
        => JsonSerializer.SerializeToElement(new { @class = className, args = Array.Empty<int>(), kwargs = new { } });

    [GeneratedRegex(@"class \w+\(nn\.Sequential\):\s+def __init__\(self\):\s+super\(\).__init__\((.*)\)\s*$", RegexOptions.Singleline)]
    private static partial Regex SequentialBody();
}
