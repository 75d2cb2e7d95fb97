using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Formats;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Source;

/// <summary>Activations as the argument of the layer in front of them, as one writes them in Keras.</summary>
internal static class KerasFusion
{
    /// <summary>The plan with its activations in their layers, unless the weights would stand in another order in a file then.</summary>
    public static KerasPlan Run(KerasPlan plan)
    {
        var steps = plan.Steps.ToList();
        foreach (var layer in plan.Steps.Where(step => Takes(step) && steps.Count(other => other.Name == step.Name) == 1))
        {
            if (!plan.Graph.Outputs.Contains(layer.Output) && steps.Where(step => step.Inputs.Contains(layer.Output)).ToArray() is [{ } activation] && NameOf(activation) is { } function && steps.Count(step => step.Name == activation.Name) == 1)
            {
                var config = (JsonObject)layer.Config.DeepClone();
                config["activation"] = function;
                steps[steps.IndexOf(layer)] = layer with { Config = config, Output = activation.Output };
                steps.Remove(activation);
            }
        }

        var fused = plan with { Steps = steps };
        return plan.IsSequential || HaveSameOrder(plan, fused) ? fused : plan;
    }

    private static bool Takes(KerasStep step) => !step.Config.ContainsKey("activation") && step.ClassName is "Dense" or "Conv1D" or "Conv2D" or "Conv3D" or "DepthwiseConv1D" or "DepthwiseConv2D" or "SeparableConv1D" or "SeparableConv2D";

    /// <summary>The name of an activation that has no settings of its own; null for other layers.</summary>
    private static string? NameOf(KerasStep step) => step.ClassName switch
    {
        "Activation" => (string?)step.Config["activation"],
        "ReLU" when step.Config["max_value"] is null => "relu",
        "ReLU" when (double)step.Config["max_value"]! == 6 => "relu6",
        "LeakyReLU" when (double?)step.Config["negative_slope"] == 0.2 => "leaky_relu",
        "ELU" when (double?)step.Config["alpha"] == 1 => "elu",
        "Softmax" when (int?)step.Config["axis"] == -1 => "softmax",
        _ => null,
    };

    // Keras stores layers by their depth in the graph, which a layer less may change.
    private static bool HaveSameOrder(KerasPlan one, KerasPlan other)
    {
        try
        {
            return Order(one).SequenceEqual(Order(other));
        }
        catch (FileFormatException fault) when (fault.Kind == FileFault.UnknownClass)
        {
            return false;
        }
    }

    private static IEnumerable<string> Order(KerasPlan plan) => keras.models.model_from_json(LiveModel.Config(plan).ToJsonString()).layers.Where(static layer => layer.weights.Count > 0).Select(static layer => layer.name);
}
