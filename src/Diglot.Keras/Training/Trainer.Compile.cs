using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Keras.Losses;
using Diglot.Keras.Metrics;
using Diglot.Keras.Optimizers;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Training;

/// <content>compile, and what it leaves in files.</content>
public abstract partial class Trainer
{
    private Compilation? _compilation;

    /// <summary>What moves the weights.</summary>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public Optimizer optimizer => Compiled.Optimizer;

    /// <summary>Whether <see cref="compile"/> was called.</summary>
    public bool compiled => _compilation is not null;

    /// <summary>Set by callbacks to end training after the present step.</summary>
    public bool stop_training { get; set; }

    private Compilation Compiled => _compilation
        ?? throw new InvalidOperationException($"{Where}: you must call `compile()` before using the model. For example: model.compile(optimizer: \"adam\", loss: \"mse\").");

    /// <summary>Says how the model is trained. See keras.io/api/models/model_training_apis.</summary>
    /// <param name="optimizer">By name or as an object.</param>
    /// <param name="loss">By name or as an object; for several outputs a list, or a dictionary by their names.</param>
    /// <param name="loss_weights">How much the loss of each output counts: a list, or a dictionary by their names.</param>
    /// <param name="metrics">Figures shown beside the loss, by name or as objects; "accuracy" stands for the form that fits the output. For several outputs a list of lists, or a dictionary.</param>
    /// <param name="weighted_metrics">As <paramref name="metrics"/>, with the weights of samples.</param>
    /// <exception cref="Saving.ConfigException">A name is unknown.</exception>
    public void compile(Optimizer? optimizer = null, LossChoice? loss = null, Nest<double>? loss_weights = null, MetricChoice? metrics = null, MetricChoice? weighted_metrics = null)
        => _compilation = new(optimizer ?? "rmsprop", loss, loss_weights, metrics, weighted_metrics);

    /// <summary>The arguments of compile as Keras writes them; null where it was not compiled.</summary>
    public virtual JsonObject? get_compile_config() => _compilation is null ? null : new JsonObject
    {
        ["optimizer"] = KerasObject.Serialize(optimizer),
        ["loss"] = _compilation.Loss?.ToConfig(),
        ["loss_weights"] = Weights(_compilation.LossWeights),
        ["metrics"] = _compilation.Metrics?.ToConfig(),
        ["weighted_metrics"] = _compilation.WeightedMetrics?.ToConfig(),
        ["run_eagerly"] = false,
        ["steps_per_execution"] = 1,
        ["jit_compile"] = false,
    };

    /// <summary>Compiles as a file says.</summary>
    public virtual void compile_from_config(JsonObject config)
    {
        compile(
            config["optimizer"] is { } node ? Optimizer.FromConfig(node) : null,
            config["loss"] is { } loss ? LossChoice.FromConfig(loss) : null,
            Weights(config["loss_weights"]),
            config["metrics"] is { } metrics ? MetricChoice.FromConfig(metrics) : null,
            config["weighted_metrics"] is { } weighted ? MetricChoice.FromConfig(weighted) : null);
    }

    private static JsonNode? Weights(Nest<double>? weights) => weights is null ? null
        : weights.Names is { } names ? new JsonObject(names.Zip(weights.Members.ToArray(), static (name, weight) => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(weight.Single))))
        : new JsonArray([.. weights.Flatten().Select(static weight => JsonValue.Create(weight))]);

    private static Nest<double>? Weights(JsonNode? node) => node switch
    {
        JsonArray list => list.Select(static weight => Number(weight)).ToArray(),
        JsonObject members => members.ToDictionary(static member => member.Key, static member => Number(member.Value)),
        _ => null,
    };

    private static double Number(JsonNode? node) => node is JsonValue value && double.TryParse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : throw new ConfigException($"A weight of a loss is a number; received {node?.ToJsonString() ?? "null"}.");

    /// <summary>The state of the optimizer in the order in which files keep it, and the optimizer's name; null where there is none.</summary>
    internal virtual (string Name, IReadOnlyList<Variable> Variables)? OptimizerState
    {
        get
        {
            if (_compilation is not { Optimizer: var optimizer })
            {
                return null;
            }

            optimizer.Start(trainable_weights);
            return (optimizer.name, optimizer.variables);
        }
    }

    /// <summary>Takes the state of the optimizer from a file, in the order in which the optimizer lists its variables.</summary>
    internal virtual void LoadOptimizer(IReadOnlyList<NDArray> values)
    {
        if (_compilation is null || values.Count == 0)
        {
            return;
        }

        // A model saved before its first step has no slots in its file: iteration (0) and learning rate alone.
        optimizer.Start(trainable_weights);
        if (values.Count != optimizer.variables.Count || values[0].To(DType.Float64).ToArray<double>()[0] > 0)
        {
            optimizer.build(trainable_weights);
        }

        if (values.Count != optimizer.variables.Count)
        {
            throw new ConfigException($"{Where}: the file holds {values.Count} variables of the optimizer, which has {optimizer.variables.Count}. Load with compile: false to leave the optimizer's state out.");
        }

        for (var i = 0; i < values.Count; i++)
        {
            optimizer.variables[i].assign(values[i].To(optimizer.variables[i].value.Type));
        }
    }
}
