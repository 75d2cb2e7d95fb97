using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Torch.Optim;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Table <c>optimizers/torch</c>: parameters after each step with stored gradients, and the slots at the end.</summary>
public sealed class TorchOptimizers : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["optimizers/torch"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var extra = golden.Json.GetProperty("extra");
        var data = golden.Shared($"data/{golden.Text("data")}.");
        var names = golden.Json.GetProperty("parameters").EnumerateArray().Select(name => name.GetString()!).ToArray();
        var parameters = names.ToDictionary(name => name, name => new Tensor(data["init." + name].Copy(), requiresGrad: true));
        var optimizer = OptimizerFactory.Make(golden.Text("class"), golden.Json.GetProperty("args"), parameters);
        var scheduler = extra.TryGetProperty("scheduler", out var schedule) ? SchedulerFactory.Make(schedule[0].GetString()!, schedule[1], optimizer) : null;
        var missing = extra.TryGetProperty("none_at", out var list) ? list.EnumerateArray().Select(step => step.GetInt32()).ToHashSet() : [];
        var steps = golden.Tensors[names[0]].Shape[0];
        for (var step = 0; step < steps; step++)
        {
            foreach (var (name, parameter) in parameters)
            {
                parameter.Grad = name == "bias" && missing.Contains(step) ? null : new Tensor(data["grad." + name].Select(0, step).Copy());
            }

            Clip(golden, extra, [.. parameters.Values], step, comparison);
            optimizer.step();
            scheduler?.step();
            foreach (var (name, parameter) in parameters)
            {
                comparison.Same($"{name} after step {step + 1}", golden.Tensors[name].Select(0, step), parameter.Data);
            }
        }

        foreach (var (group, wanted) in optimizer.param_groups.Zip(golden.Json.GetProperty("param_groups").EnumerateArray()))
        {
            comparison.Equal("options of a group", string.Join(", ", wanted.EnumerateObject().Select(option => option.Name)), string.Join(", ", group.Names.Where(name => group[name] is not null)));
        }

        foreach (var slot in golden.Tensors.Names.Where(name => name.StartsWith("state.", StringComparison.Ordinal)))
        {
            var parts = slot.Split('.', 3);
            if (!optimizer.state[parameters[parts[1]]].TryGetValue(parts[2], out var value))
            {
                comparison.Wrong($"{slot}: not there");
            }
            else if (value is Tensor tensor)
            {
                comparison.Same(slot, golden.Tensors[slot], tensor.Data.Reshape(golden.Tensors[slot].Shape.AsSpan()));
            }
        }
    }

    private static void Clip(GoldenCase golden, JsonElement extra, Tensor[] parameters, int step, Comparison comparison)
    {
        if (extra.TryGetProperty("clip_norm", out var norm))
        {
            var type = extra.TryGetProperty("norm_type", out var given) ? (given.ValueKind == JsonValueKind.String ? double.PositiveInfinity : given.GetDouble()) : 2;
            var total = GradientClipping.clip_grad_norm_(parameters, norm.GetDouble(), type);
            comparison.Same($"total norm of step {step + 1}", golden.Json.GetProperty("total_norm")[step].GetDouble(), total.Item<double>());
        }

        if (extra.TryGetProperty("clip_value", out var value))
        {
            GradientClipping.clip_grad_value_(parameters, value.GetDouble());
        }
    }
}
