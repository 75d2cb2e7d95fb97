using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Tensors;
using Diglot.Torch;
using Module = Diglot.Torch.Api.nn.Module;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Kind <c>torch-modules</c>: one module each; output, gradients, training mode and state.</summary>
public sealed class TorchModules : IJudge
{
    private static readonly string[] Unclaimed = ["wrap", "packed_lengths", "method", "source"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["torch-modules"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        foreach (var feature in Unclaimed)
        {
            if (golden.Json.TryGetProperty(feature, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                throw new UnclaimedException($"torch-modules with {feature}");
            }
        }

        var tensors = golden.Tensors;
        var module = new PythonCall(name => new Tensor(tensors[name])).Make(golden.Json.GetProperty("constructor"));
        module.eval();
        if (golden.Json.GetProperty("state") is var state && state.EnumerateObject().Any())
        {
            TorchState.Load(module, golden);
            comparison.Equal("state_dict keys", string.Join(", ", state.EnumerateObject().Select(entry => entry.Name)), string.Join(", ", module.state_dict().Keys));
        }

        var counts = golden.Json.GetProperty("counts");
        comparison.Equal("parameters", counts.GetProperty("parameters").GetInt64(), module.parameters().Sum(parameter => parameter.Length));
        if (File.Exists(golden.PathOf("repr.txt")))
        {
            comparison.Equal("repr", File.ReadAllText(golden.PathOf("repr.txt")).TrimEnd(), module.ToString());
        }

        Run(golden, comparison, module, training: false);
        if (tensors.Has("train.output.0"))
        {
            TorchState.Load(module, golden);
            module.zero_grad();
            module.train();
            Run(golden, comparison, module, training: true);
            foreach (var name in tensors.Names.Where(name => name.StartsWith("after.", StringComparison.Ordinal)))
            {
                comparison.Same(name, tensors[name], module.state_dict()[name["after.".Length..]].Data);
            }
        }
    }

    private static void Run(GoldenCase golden, Comparison comparison, Module module, bool training)
    {
        var (tensors, prefix) = (golden.Tensors, training ? "train." : string.Empty);
        var inputs = tensors.Names.Where(name => name.StartsWith("input.", StringComparison.Ordinal)).OrderBy(name => int.Parse(name[6..]))
            .Select(name => new Tensor(tensors[name].Copy())).ToArray();
        foreach (var input in inputs.Where(input => input.Type.IsFloatingPoint))
        {
            input.RequiresGrad = true;
        }

        // In-place modules may not write to a leaf: they get a copy that is part of the graph, as the reference's maker does.
        Tensor[] passed = [.. inputs.Select(input => input.Type.IsFloatingPoint ? input.Clone() : input)];
        var outputs = TorchCall.Forward(module, passed, golden.Json.GetProperty("call"));
        for (var i = 0; i < outputs.Length; i++)
        {
            comparison.Same($"{prefix}output.{i}", tensors[$"{prefix}output.{i}"], outputs[i].Data);
        }

        Tensor? total = null;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (tensors.Has($"cotangent.{i}") && outputs[i].RequiresGrad)
            {
                var term = (outputs[i] * new Tensor(tensors[$"cotangent.{i}"])).Sum();
                total = total is null ? term : total + term;
            }
        }

        total?.Backward();
        var gradients = module.named_parameters(remove_duplicate: false).ToDictionary(entry => entry.name, entry => entry.parameter.Grad);
        for (var i = 0; i < inputs.Length; i++)
        {
            gradients[$"input.{i}"] = inputs[i].Grad;
        }

        var start = prefix + "grad.";
        foreach (var name in tensors.Names.Where(name => name.StartsWith(start, StringComparison.Ordinal)))
        {
            var what = name[start.Length..];
            var gradient = gradients.GetValueOrDefault(what);
            comparison.Same(name, tensors[name], gradient?.Data ?? NDArray.Zeros(tensors[name].Shape));
        }
    }
}
