using System.Text.Json.Nodes;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>A layer as a Keras configuration describes it, with the layers inside it.</summary>
internal sealed class KerasSpec
{
    private KerasSpec(string className, JsonObject config, JsonObject node, KerasSpec? parent, string weightPath)
        => (ClassName, Config, Node, Parent, WeightPath) = (className, config, node, parent, weightPath);

    public string ClassName { get; }

    public JsonObject Config { get; }

    /// <summary>The whole entry: class, configuration, inbound nodes.</summary>
    public JsonObject Node { get; }

    public KerasSpec? Parent { get; }

    public string Name => (string?)Config["name"] ?? (string?)Node["name"] ?? ClassName;

    /// <summary>Names from the outermost model (left out) to this layer.</summary>
    public string Path => Parent is null ? "" : Parent.Parent is null ? Name : $"{Parent.Path}/{Name}";

    /// <summary>Where Keras 3 keeps its variables: <c>layers/conv2d_1</c>.</summary>
    public string WeightPath { get; }

    public IReadOnlyList<KerasSpec> Layers { get; private set; } = [];

    public bool IsModel => ClassName is "Sequential" or "Functional" or "Model";

    public bool IsTrainable => ((bool?)Config["trainable"] ?? true) && (Parent?.IsTrainable ?? true);

    /// <summary>Its variables, once the model was gone through.</summary>
    public List<KerasVariable> Variables { get; } = [];

    /// <summary>Reads a model's configuration.</summary>
    public static KerasSpec Read(JsonObject node) => Read(node, null, "");

    /// <summary>This layer and all inside, outer ones first.</summary>
    public IEnumerable<KerasSpec> All() => Layers.SelectMany(static layer => layer.All()).Prepend(this);

    private static KerasSpec Read(JsonObject node, KerasSpec? parent, string weightPath)
    {
        var className = (string?)node["class_name"] ?? throw new ConversionRefusedException(parent?.Path ?? "", "a layer's configuration names no class", "Save the model again.");
        var config = node["config"] switch
        {
            JsonObject found => found,
            // Sequential before Keras 2.2.3: the bare list of layers.
            JsonArray layers => new JsonObject { ["layers"] = layers.DeepClone() },
            _ => [],
        };
        var spec = new KerasSpec(className, config, node, parent, weightPath);
        if (spec.IsModel)
        {
            var counts = new Dictionary<string, int>();
            spec.Layers = [.. (config["layers"] as JsonArray ?? []).OfType<JsonObject>().Select(inner => Read(inner, spec, Place(weightPath, (string?)inner["class_name"] ?? "", counts, className == "Sequential")))];
        }

        return spec;
    }

    private static string Place(string path, string className, Dictionary<string, int> counts, bool isSequential)
    {
        if (isSequential && className == "InputLayer")
        {
            return "";
        }

        var name = SnakeCase(className is "Model" ? "Functional" : className);
        var count = counts.GetValueOrDefault(name);
        counts[name] = count + 1;
        return $"{(path.Length == 0 ? "" : path + "/")}layers/{(count == 0 ? name : $"{name}_{count}")}";
    }

    /// <summary><c>Conv2D</c> → <c>conv2d</c>, <c>BatchNormalization</c> → <c>batch_normalization</c>.</summary>
    private static string SnakeCase(string name)
    {
        name = System.Text.RegularExpressions.Regex.Replace(name, @"\W+", "");
        name = System.Text.RegularExpressions.Regex.Replace(name, "(.)([A-Z][a-z]+)", "$1_$2");
        return System.Text.RegularExpressions.Regex.Replace(name, "([a-z])([A-Z])", "$1_$2").ToLowerInvariant();
    }
}
