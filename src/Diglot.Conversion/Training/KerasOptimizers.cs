using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Graph.Training;
using Diglot.Keras.Models;

namespace Diglot.Conversion.Training;

/// <summary>Compiles a Keras model as the graph's description says, with what the optimizer remembered.</summary>
internal static class KerasOptimizers
{
    /// <summary>Compiles a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="training">The description; its slots lie as the source's weights.</param>
    /// <param name="plan">What the model was made from.</param>
    public static void Compile(Model model, TrainingSetup training, KerasPlan plan)
    {
        if (training.Optimizer is not { } state)
        {
            return;
        }

        var kind = OptimizerKind.Of(state.Kind)!;
        var config = new JsonObject { ["learning_rate"] = state.LearningRate };
        foreach (var (name, value) in state.Settings)
        {
            config[name] = kind.Settings.Any(setting => setting.Keras == name && setting.IsFlag) ? value != 0 : name == "weight_decay" && value == 0 ? null : value;
        }

        model.compile_from_config(new JsonObject
        {
            ["optimizer"] = new JsonObject { ["class_name"] = state.Kind, ["config"] = config },
            ["loss"] = training.Loss is [{ } loss] ? Loss(loss) : null,
            ["metrics"] = training.Metrics.Count == 0 ? null : new JsonArray([.. training.Metrics.Select(static metric => (JsonNode)metric)]),
        });
        if (state.Slots.Count == 0)
        {
            return;
        }

        var sources = plan.Layers.SelectMany(step => model.get_layer(step.Name).weights.Zip(step.Weights, static (variable, weight) => (variable, weight.Weight))).ToDictionary(static pair => pair.variable, static pair => pair.Weight);
        NDArray Slot(string slot, Diglot.Keras.Layers.Variable variable)
        {
            var weight = sources[variable];
            return weight.Apply(state.Slots[(slot, weight.Name)].Read());
        }

        var trainable = model.trainable_weights;
        List<NDArray> values = [NDArray.From([state.Steps], Diglot.Tensors.Shapes.Shape.Scalar), NDArray.From([(float)state.LearningRate], Diglot.Tensors.Shapes.Shape.Scalar)];
        foreach (var group in kind.Remembered(state.Settings))
        {
            values.AddRange(trainable.SelectMany(variable => group.Select(slot => OptimizerSlot.Scaled(Slot(slot.Name, variable), slot.KerasFactor(state.LearningRate)))));
        }

        model.LoadOptimizer(values);
    }

    private static JsonObject Loss(LossForm loss)
    {
        var config = new JsonObject { ["reduction"] = loss.Reduction switch { "sum" => "sum", "none" => "none", _ => "sum_over_batch_size" } };
        if (loss.Kind is LossKind.CategoricalCrossentropy or LossKind.SparseCategoricalCrossentropy or LossKind.BinaryCrossentropy)
        {
            config["from_logits"] = loss.FromLogits;
        }

        if (loss.LabelSmoothing != 0)
        {
            config["label_smoothing"] = loss.LabelSmoothing;
        }

        if (loss.Kind == LossKind.Huber)
        {
            config["delta"] = loss.Delta;
        }

        return new JsonObject { ["class_name"] = loss.Kind.ToString(), ["config"] = config };
    }
}
