using System.Text.Json.Nodes;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Layers;
using Diglot.Keras.Optimizers;
using Diglot.Keras.Saving;
using Diglot.Tensors;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Table <c>optimizers/keras</c>: variables after each step with stored gradients, and the optimizer's own variables at the end.</summary>
public sealed class KerasOptimizers : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["optimizers/keras"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var arguments = (JsonObject)JsonNode.Parse(golden.Json.GetProperty("args").GetRawText())!;
        var excluded = (arguments["exclude"] as JsonArray ?? []).Select(name => (string)name!).ToArray();
        arguments.Remove("exclude");
        if (arguments["learning_rate"] is JsonObject schedule)
        {
            var name = (string)schedule["schedule"]!;
            schedule.Remove("schedule");
            arguments["learning_rate"] = KerasObject.Serialize(KerasClasses.Make<LearningRateSchedule>(name, schedule, "keras.optimizers.schedules"));
        }

        var optimizer = KerasClasses.Make<Optimizer>(golden.Text("class"), arguments, "keras.optimizers");
        optimizer.exclude_from_weight_decay(excluded);
        var data = golden.Shared($"data/{golden.Text("data")}.");
        var names = golden.Json.GetProperty("parameters").EnumerateArray().Select(name => name.GetString()!).ToArray();
        var parameters = names.Select(name => new Variable(data["init." + name].Copy(), name)).ToArray();
        var steps = golden.Tensors[names[0]].Shape[0];
        for (var step = 0; step < steps; step++)
        {
            optimizer.apply([.. names.Select(name => data["grad." + name].Select(0, step).Copy())], parameters);
            for (var i = 0; i < names.Length; i++)
            {
                comparison.Same($"{names[i]} after step {step + 1}", golden.Tensors[names[i]].Select(0, step), parameters[i].value.Data);
            }
        }

        comparison.Same("learning_rate", golden.Json.GetProperty("learning_rate").GetDouble(), optimizer.learning_rate);
        Slots(golden, comparison, optimizer);
        if (names.Any(name => golden.Tensors.Has("final." + name)))
        {
            optimizer.finalize_variable_values(parameters);
            foreach (var parameter in parameters)
            {
                comparison.Same("final." + parameter.name, golden.Tensors["final." + parameter.name], parameter.value.Data);
            }
        }
    }

    /// <summary>Variables in order, with the paths that an optimizer without a name of its own and first of its class would have.</summary>
    private static void Slots(GoldenCase golden, Comparison comparison, Optimizer optimizer)
    {
        var expected = golden.Json.GetProperty("variables").EnumerateArray().Select(path => path.GetString()!).ToArray();
        comparison.Equal("variables", string.Join(' ', expected.Select(path => System.Text.RegularExpressions.Regex.Replace(path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..], "^variable_[0-9]+$", "variable"))), string.Join(' ', optimizer.variables.Select(variable => variable.name)));
        var first = System.Text.RegularExpressions.Regex.Replace(expected[0].Split('/')[0], "_[0-9]+$", "");
        comparison.Equal("prefix", first, System.Text.RegularExpressions.Regex.Replace(optimizer.variables[0].path.Split('/')[0], "_[0-9]+$", ""));
        foreach (var (path, variable) in expected.Zip(optimizer.variables))
        {
            if (golden.Tensors.Has("slot." + path))
            {
                comparison.Equal($"type of {path}", golden.Tensors["slot." + path].Type, variable.value.Type);
                comparison.Same("slot." + path, golden.Tensors["slot." + path], variable.value.Data);
            }
        }
    }
}
