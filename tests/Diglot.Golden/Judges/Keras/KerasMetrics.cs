using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Metrics;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Table <c>metrics/keras</c>: the figure after each of three updates, without and with weights.</summary>
public sealed class KerasMetrics : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["metrics/keras"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var metric = KerasClasses.Make<Metric>(golden.Text("class"), golden.Json.GetProperty("args"), "keras.metrics");
        Follow(golden, comparison, metric, "plain", weighted: false);
        metric.reset_state();
        Follow(golden, comparison, metric, "weighted", weighted: true);
        foreach (var name in golden.Tensors.Names.Where(name => name.StartsWith("variable.", StringComparison.Ordinal)))
        {
            var index = int.Parse(name.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture);
            comparison.Holds($"{name}: there are {metric.variables.Count} variables", index < metric.variables.Count);
            if (index < metric.variables.Count)
            {
                comparison.Equal("name of variable", name.Split('.', 3)[2], metric.variables[index].path);
                comparison.Same(name, golden.Tensors[name], metric.variables[index].value.Data);
            }
        }
    }

    private static void Follow(GoldenCase golden, Comparison comparison, Metric metric, string series, bool weighted)
    {
        var figures = golden.Json.GetProperty(series);
        if (figures.ValueKind == JsonValueKind.String)
        {
            // Keras itself refuses these weights.
            return;
        }

        var tensors = golden.Tensors;
        for (var i = 0; i < figures.GetArrayLength(); i++)
        {
            var weight = weighted ? new Tensor(tensors[$"sample_weight.{i}"]) : null;
            if (!tensors.Has($"y_pred.{i}") && metric is Mean mean)
            {
                mean.update_state(new Tensor(tensors[$"y_true.{i}"]), weight);
            }
            else
            {
                metric.update_state(new(tensors[$"y_true.{i}"]), new(tensors[$"y_pred.{i}"]), weight);
            }

            comparison.Same($"{series} {i}", figures[i].GetDouble(), metric.result());
        }
    }
}
