using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Models;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Training by single calls: what each of <c>train_on_batch</c> and <c>test_on_batch</c> gives back.</summary>
internal static class KerasBatches
{
    /// <summary>Tries the calls in their order.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison, Model model, JsonElement calls)
    {
        var (x, y) = (new Tensor(golden.Tensors["x"]), new Tensor(golden.Tensors["y"]));
        foreach (var (i, call) in calls.EnumerateArray().Index())
        {
            if (call.GetProperty("reset_metrics_before").GetInt32() != 0)
            {
                model.reset_metrics();
            }

            var (kind, first, end) = (call.GetProperty("call").GetString()!, call.GetProperty("rows")[0].GetInt32(), call.GetProperty("rows")[1].GetInt32());
            var (inputs, targets) = (x.Slice(0, first, end - first), y.Slice(0, first, end - first));
            var figures = kind switch
            {
                "test" => model.test_on_batch(inputs, targets),
                "train_sw" => model.train_on_batch(inputs, targets, new Tensor(golden.Tensors[$"sample_weight.{i}"])),
                // The case says so in words: class k weighs 0.5 + k.
                "train_cw" => model.train_on_batch(inputs, targets, class_weight: Enumerable.Range(0, model.outputs[0].shape[-1]!.Value).ToDictionary(static k => k, static k => 0.5 + k)),
                _ => model.train_on_batch(inputs, targets),
            };
            var returns = call.GetProperty("returns").EnumerateObject().ToArray();
            comparison.Equal($"call {i + 1}: figures", string.Join(' ', returns.Select(static figure => figure.Name).Order(StringComparer.Ordinal)), string.Join(' ', figures.Keys.Order(StringComparer.Ordinal)));
            foreach (var figure in returns.Where(figure => figures.ContainsKey(figure.Name)))
            {
                comparison.Same($"call {i + 1}: {figure.Name}", figure.Value.GetDouble(), figures[figure.Name], 2e-6, 2e-6);
            }
        }

        comparison.Same("predict", golden.Tensors["predict"], model.predict_on_batch(x.Slice(0, 0, 5)).Data, 1e-5, 1e-5);
    }
}
