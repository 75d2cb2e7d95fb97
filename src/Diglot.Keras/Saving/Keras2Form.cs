using System.Text.Json.Nodes;
using Diglot.Formats;
using Diglot.Keras.Layers;

namespace Diglot.Keras.Saving;

/// <summary>
/// Configurations as Keras 2 wrote them (2.0 … 2.21, tf.keras and tf-keras), turned into today's form: the input's shape inside the first layer, calls as lists of
/// lists, arguments under other names or at values that changed nothing. Keras 3's own reader refuses some of these, or reads them as something else.
/// </summary>
internal static class Keras2Form
{
    // Arguments that Keras 3's classes no longer have, with the value that means nothing ("*": any). Other values stay and are refused by the constructor.
    private static readonly (string Argument, string Value)[] WithoutEffect =
    [
        ("time_major", "false"), ("groups", "1"), ("input_length", "*"), ("input_dtype", "*"), ("renorm", "false"), ("fused", "*"), ("virtual_batch_size", "*"), ("ragged", "false"), ("sparse", "false"),
        ("implementation", "*"), ("softmax_robust_masking", "*"), ("query_shape", "*"), ("key_shape", "*"), ("value_shape", "*"), ("batch_size", "*"), ("trainable", "*"), ("autocast", "*"), ("kernel_initializer", "*"), ("experimental_autocast", "*"),
    ];

    /// <summary>Whether a file holds this form: by the version that wrote it or, where it does not say, by how calls are written.</summary>
    public static bool Is(JsonObject model, string? version)
        => version is not null ? version is ['0' or '1' or '2', ..] : (string?)model["class_name"] == "Model" || model["config"] is JsonArray || HasListCalls(model) || (string?)model["keras_version"] is ['1' or '2', ..];

    /// <summary>A model, or a layer inside one, in today's form; the original stays as it is.</summary>
    public static JsonObject Modern(JsonObject layer) => Layer((JsonObject)layer.DeepClone(), out _);

    private static bool HasListCalls(JsonObject model)
        => ((model["config"] as JsonObject)?["layers"] as JsonArray ?? []).OfType<JsonObject>().Any(static layer => (layer["inbound_nodes"] as JsonArray)?.FirstOrDefault() is JsonArray || HasListCalls(layer));

    /// <param name="layer">Is changed.</param>
    /// <param name="inputShape">The shape of the input, where a first layer says it.</param>
    private static JsonObject Layer(JsonObject layer, out JsonArray? inputShape)
    {
        inputShape = null;
        var className = (string?)layer["class_name"] switch { "Model" => "Functional", var name => name };
        layer["class_name"] = className;
        if (layer["config"] is JsonArray bare)
        {
            // Sequential before 2.2.3 was a bare list.
            layer["config"] = new JsonObject { ["layers"] = bare.DeepClone() };
        }

        if (layer["config"] is not JsonObject config)
        {
            return layer;
        }

        switch (className)
        {
            case "Sequential":
                Chain(config);
                break;
            case "Functional":
                Graph(config);
                break;
            case "InputLayer":
                Move(config, "batch_input_shape", "batch_shape");
                Drop(config, className);
                break;
            default:
                inputShape = config["batch_input_shape"]?.DeepClone() as JsonArray;
                config.Remove("batch_input_shape");
                if (className == "ThresholdedReLU")
                {
                    // Keras 3 has one layer for both.
                    layer["class_name"] = className = "ReLU";
                    Move(config, "theta", "threshold");
                }

                Arguments(className!, config);
                break;
        }

        return layer;
    }

    private static void Chain(JsonObject config)
    {
        var layers = (config["layers"] as JsonArray ?? []).OfType<JsonObject>().ToArray();
        var modern = new JsonArray();
        foreach (var layer in layers)
        {
            var type = (layer["config"] as JsonObject)?["dtype"] as JsonValue;
            var done = Modern(layer, out var shape);
            if (modern.Count == 0 && shape is not null && (string?)layer["class_name"] != "InputLayer")
            {
                modern.Add((JsonNode)new JsonObject
                {
                    ["class_name"] = "InputLayer",
                    ["config"] = new JsonObject { ["batch_shape"] = shape, ["dtype"] = type?.DeepClone() ?? "float32", ["name"] = $"{(string?)layer["config"]!["name"]}_input" },
                });
            }

            modern.Add((JsonNode)done);
        }

        config["layers"] = modern;
    }

    private static JsonObject Modern(JsonObject layer, out JsonArray? inputShape) => Layer((JsonObject)layer.DeepClone(), out inputShape);

    private static void Graph(JsonObject config)
    {
        var layers = new JsonArray([.. (config["layers"] as JsonArray ?? []).OfType<JsonObject>().Select(static layer => Modern(layer))]);
        config["layers"] = layers;
        Keras2Calls.Convert(config, layers);
    }

    private static void Arguments(string className, JsonObject config)
    {
        if (config["layer"] is JsonObject inner)
        {
            config["layer"] = Modern(inner);
        }

        if (className == "LeakyReLU")
        {
            Move(config, "alpha", "negative_slope");
        }

        if (className == "BatchNormalization" && config["axis"] is JsonArray { Count: 1 } axes)
        {
            config["axis"] = axes[0]!.DeepClone();
        }

        foreach (var (key, value) in config.ToArray())
        {
            if (value is JsonObject part && part["config"] is JsonObject arguments && key is not ("layer" or "dtype"))
            {
                // Initializers of TensorFlow 2.0 … 2.4 name a type that says nothing.
                arguments.Remove("dtype");
            }

            if (key.EndsWith("activation", StringComparison.Ordinal) && value is JsonValue name && (string?)name == "hard_sigmoid")
            {
                throw new FileFormatException(
                    FileFault.Unsupported, "Keras 2's hard_sigmoid is min(max(0.2·x + 0.5, 0), 1); the function that has the name today, min(max(x + 3, 0), 6) / 6, is another one", $"layer '{(string?)config["name"]}'", received: $"{key}: hard_sigmoid", remedy: "Replace the activation, and train again.");
            }
        }

        Drop(config, className);
    }

    private static void Drop(JsonObject config, string className)
    {
        if (!LayerCatalogue.Classes.TryGetValue(className, out var type))
        {
            return;
        }

        var parameters = type.GetConstructors()[0].GetParameters().Select(static parameter => parameter.Name!).ToHashSet();
        foreach (var (argument, value) in WithoutEffect)
        {
            if (!parameters.Contains(argument) && config[argument] is { } given && (value == "*" || given.ToJsonString() == value))
            {
                config.Remove(argument);
            }
        }
    }

    private static void Move(JsonObject config, string from, string to)
    {
        if (config[from] is { } value && config[to] is null)
        {
            config[to] = value.DeepClone();
        }

        config.Remove(from);
    }
}
