using System.Collections;
using System.Globalization;
using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Tensors;
using Diglot.Torch.Optim;
using Diglot.Torch.Optim.Schedulers;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Table <c>schedules/torch</c>: the rate of each group at each step, momentum where it moves, and the state at the end; then once more from a state taken half-way.</summary>
public sealed class TorchSchedules : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["schedules/torch"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var (optimizer, scheduler) = Make(golden);
        var rates = golden.Json.GetProperty("lr");
        var half = rates.GetArrayLength() / 2;
        OrderedDictionary<string, object?>? optimizerState = null, schedulerState = null;
        for (var step = 0; step < rates.GetArrayLength(); step++)
        {
            Compare(golden, comparison, optimizer, step, string.Empty);
            if (step == half)
            {
                (optimizerState, schedulerState) = (optimizer.state_dict(), scheduler.state_dict());
            }

            if (step < rates.GetArrayLength() - 1)
            {
                Step(golden, optimizer, scheduler, step);
            }
        }

        State(golden.Json.GetProperty("state"), scheduler.state_dict(), comparison);
        (optimizer, scheduler) = Make(golden);
        optimizer.load_state_dict(optimizerState!);
        scheduler.load_state_dict(schedulerState!);
        for (var step = half; step < rates.GetArrayLength(); step++)
        {
            Compare(golden, comparison, optimizer, step, "resumed, ");
            if (step < rates.GetArrayLength() - 1)
            {
                Step(golden, optimizer, scheduler, step);
            }
        }
    }

    private static (Optimizer Optimizer, LRScheduler Scheduler) Make(GoldenCase golden)
    {
        ParameterGroup[] groups = [.. new[] { 0.1, 0.03 }.Select(lr => new ParameterGroup([new Tensor(NDArray.Zeros([1], DType.Float32), true)], new Dictionary<string, object?> { ["lr"] = lr }))];
        var optimizer = new SGD(groups, lr: 0.1, momentum: 0.9);
        return (optimizer, SchedulerFactory.Make(golden.Text("class"), golden.Json.GetProperty("args"), optimizer));
    }

    private static void Step(GoldenCase golden, Optimizer optimizer, LRScheduler scheduler, int step)
    {
        optimizer.step();
        if (scheduler is ReduceLROnPlateau plateau)
        {
            plateau.step(golden.Json.GetProperty("metric")[step].GetDouble());
        }
        else
        {
            scheduler.step();
        }
    }

    private static void Compare(GoldenCase golden, Comparison comparison, Optimizer optimizer, int step, string run)
    {
        for (var group = 0; group < 2; group++)
        {
            comparison.Same($"{run}lr of group {group} after {step} steps", golden.Json.GetProperty("lr")[step][group].GetDouble(), optimizer.param_groups[group].Number("lr"), 1e-15, 1e-12);
        }

        if (golden.Json.TryGetProperty("momentum", out var momentum) && step < momentum.GetArrayLength())
        {
            comparison.Same($"{run}momentum after {step} steps", momentum[step].GetDouble(), optimizer.param_groups[0].Number("momentum"), 1e-15, 1e-12);
        }
    }

    private static void State(JsonElement expected, OrderedDictionary<string, object?> state, Comparison comparison)
    {
        foreach (var entry in expected.EnumerateObject())
        {
            if (!state.TryGetValue(entry.Name, out var value))
            {
                comparison.Wrong($"state {entry.Name}: not there");
                continue;
            }

            if (entry.Value.ValueKind is JsonValueKind.Array)
            {
                var (wanted, had) = (entry.Value.EnumerateArray().ToArray(), ((IEnumerable)value!).Cast<object?>().ToArray());
                comparison.Equal($"length of state {entry.Name}", wanted.Length, had.Length);
                foreach (var (one, other) in wanted.Zip(had))
                {
                    Same(entry.Name, one, other, comparison);
                }
            }
            else
            {
                Same(entry.Name, entry.Value, value, comparison);
            }
        }
    }

    private static void Same(string name, JsonElement expected, object? actual, Comparison comparison)
    {
        if (expected.ValueKind == JsonValueKind.Number)
        {
            comparison.Same($"state {name}", expected.GetDouble(), Convert.ToDouble(actual, CultureInfo.InvariantCulture), 1e-15, 1e-12);
        }
        else
        {
            var text = actual switch
            {
                double.PositiveInfinity => "inf",
                double.NegativeInfinity => "-inf",
                bool truth => truth ? "true" : "false",
                _ => actual?.ToString(),
            };
            comparison.Equal($"state {name}", expected.ValueKind == JsonValueKind.String ? expected.GetString() : expected.GetRawText(), text);
        }
    }
}
